/** What one does with one card. Each shows its result at once and can be taken back for ten seconds. */
import type { ActorBrief, Interest, Me, MemberBrief, TriageLevel } from '@otklik/contract'
import { t } from '@lingui/core/macro'
import { showNotice, showUndo } from '@otklik/ui'
import { api } from '../api/client.ts'
import { queryClient, showProblem } from '../api/query-client.ts'
import { meQuery } from '../api/session.ts'
import { refreshCard } from './interest-cache.ts'
import { changeInterest } from './optimistic.ts'
import { levelWords } from './words.ts'

export async function claimInterest({ id, responsible }: Interest): Promise<boolean> {
  const me = currentMember()
  if (!me) return false
  if (responsible?.id === me.id) return true
  const fresh = await changeInterest(id, { responsible: me, responsibleSince: now() }, () =>
    api.interests.claim({ id }),
  )
  if (fresh) showUndo({ title: t`Карточка ваша`, onUndo: () => void releaseQuietly(id) })
  return fresh !== undefined
}

export async function releaseInterest({ id, responsible }: Interest): Promise<void> {
  const fresh = await releaseQuietly(id)
  if (fresh && responsible?.id === currentMember()?.id)
    showUndo({ title: t`Карточка снова ничья`, onUndo: () => void claimQuietly(id) })
}

export async function assignInterest(
  interest: Interest,
  member: MemberBrief | null,
  note?: string,
): Promise<void> {
  const former = interest.responsible
  const assign = (to: MemberBrief | null, words?: string) =>
    changeInterest(interest.id, { responsible: to, responsibleSince: to ? now() : null }, () =>
      api.interests.assign({ id: interest.id, memberId: to?.id ?? null, ...(words && { note: words }) }),
    )
  if (!(await assign(member, note))) return
  const name = member?.name ?? ''
  showUndo({
    title: member ? t`Ответственный: ${name}` : t`Карточка снова ничья`,
    onUndo: () => void assign(former),
  })
}

export async function setLevel(interest: Interest, level: TriageLevel): Promise<void> {
  const former = interest.level
  if (former === level) return
  const set = (value: TriageLevel) =>
    changeInterest(interest.id, { level: value }, () =>
      api.interests.update({ id: interest.id, level: value }),
    )
  if (!(await set(level))) return
  const words = levelWords(level)
  showUndo({ title: t`Ступень: ${words}`, onUndo: () => void set(former) })
}

export async function setProduct(interest: Interest, product: Interest['product']): Promise<void> {
  const former = interest.product
  const set = (value: Interest['product']) =>
    changeInterest(interest.id, { product: value, productReason: null }, () =>
      api.interests.update({ id: interest.id, productId: value?.id ?? null }),
    )
  if (!(await set(product))) return
  const name = product?.name ?? ''
  showUndo({ title: product ? t`Продукт: ${name}` : t`Продукт убран`, onUndo: () => void set(former) })
}

export async function setPublic(interest: Interest, isPublic: boolean): Promise<void> {
  await changeInterest(interest.id, { isPublic }, () => api.interests.update({ id: interest.id, isPublic }))
}

/** Processed without an answer: with the reason in words. */
export async function closeInterest(
  interest: Interest,
  way: 'reason' | 'no_reply_needed',
  reason: string,
): Promise<boolean> {
  const processed = { at: now(), by: currentActor(), way, reason }
  const guess = { processed, reply: { ...interest.reply, enabled: false } }
  const fresh = await changeInterest(interest.id, guess, () =>
    api.interests.process({ id: interest.id, way, reason }),
  )
  if (fresh) {
    const title = way === 'reason' ? t`Обработано` : t`Ответ не нужен`
    showUndo({ title, detail: reason, onUndo: () => void reopenQuietly(interest) })
  }
  return fresh !== undefined
}

export async function reopenInterest(interest: Interest): Promise<void> {
  if (await reopenQuietly(interest)) showNotice({ tone: 'blue', title: t`Карточка снова в работе` })
}

export async function addProof(
  interest: Interest,
  proof: { fileId: string } | { link: string },
): Promise<boolean> {
  const { id } = interest
  const fresh = await changeInterest(id, {}, () => api.interests.addProof({ id, ...proof }))
  if (fresh)
    showNotice({
      tone: 'green',
      title: t`Подтверждение приложено`,
      detail: t`Карточка отмечена обработанной.`,
    })
  return fresh !== undefined
}

export async function removeProof(interest: Interest, proofId: string): Promise<void> {
  const { id } = interest
  const proofs = interest.proofs.filter((proof) => proof.id !== proofId)
  await changeInterest(id, { proofs }, () => api.interests.removeProof({ id, proofId }))
}

export async function handOver(interest: Interest, to: MemberBrief, note: string): Promise<boolean> {
  const { id } = interest
  const fresh = await changeInterest(id, { responsible: to }, () =>
    api.interests.handOver({ id, memberId: to.id, note }),
  )
  const { name } = to
  if (fresh) showNotice({ tone: 'green', title: t`Передано: ${name}` })
  return fresh !== undefined
}

/** True when the note is kept; the text stays in the field otherwise. */
export async function writeNote({ id }: Interest, text: string): Promise<boolean> {
  try {
    await api.interests.note({ id, text })
    return true
  } catch (error) {
    showProblem(error)
    return false
  } finally {
    void refreshCard(id)
  }
}

export function currentMember(): MemberBrief | undefined {
  const me = queryClient.getQueryData<Me>(meQuery.queryKey)
  if (!me?.member) return undefined
  return { id: me.member.id, name: me.user.name, photoUrl: me.user.photoUrl, role: me.member.role }
}

function currentActor(): ActorBrief {
  const me = currentMember()
  return { kind: 'member', id: me?.id ?? null, name: me?.name ?? '' }
}

async function claimQuietly(id: string): Promise<Interest | undefined> {
  const responsible = currentMember() ?? null
  return changeInterest(id, { responsible }, () => api.interests.claim({ id }))
}

async function releaseQuietly(id: string): Promise<Interest | undefined> {
  return changeInterest(id, { responsible: null, responsibleSince: null }, () =>
    api.interests.release({ id }),
  )
}

async function reopenQuietly({ id, reply }: Interest): Promise<Interest | undefined> {
  const guess = { processed: null, reply: { ...reply, enabled: reply.way !== 'none' } }
  return changeInterest(id, guess, () => api.interests.reopen({ id }))
}

function now(): string {
  return new Date().toISOString()
}
