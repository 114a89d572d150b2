/** What is done with a whole dialog. Shown when the server agrees; what can be taken back offers it. */
import { readProblem } from '@otklik/contract'
import type { Conversation, ConversationDetail, MemberBrief } from '@otklik/contract'
import { t } from '@lingui/core/macro'
import { showNotice, showUndo } from '@otklik/ui'
import { api } from '../api/client.ts'
import { queryClient, showProblem } from '../api/query-client.ts'
import { detailKey, putDetail, refreshConversationCounters, refreshDialog } from './conversation-cache.ts'

type Verb = () => Promise<ConversationDetail>

/** True when the server agreed. */
async function change(id: string, call: Verb): Promise<boolean> {
  try {
    putDetail(await call())
    return true
  } catch (error) {
    sayConversationRefusal(error)
    void refreshDialog(id)
    return false
  } finally {
    void refreshConversationCounters()
  }
}

/** «Диалог ведёт Анна Ким» instead of a general refusal. */
export function sayConversationRefusal(error: unknown): void {
  const problem = readProblem(error)
  const data = problem?.data
  const named =
    typeof data === 'object' && data !== null && 'memberName' in data ? data.memberName : undefined
  if (problem?.code !== 'CONVERSATION_TAKEN' || typeof named !== 'string' || named === '')
    return showProblem(error)
  showNotice({
    tone: 'amber',
    title: t`Диалог ведёт ${named}`,
    detail: t`Можно оставить заметку для коллег.`,
  })
}

export async function acceptConversation({ id }: Conversation): Promise<boolean> {
  const done = await change(id, () => api.conversations.accept({ id }))
  if (done)
    showUndo({
      title: t`Диалог принят`,
      onUndo: () => void change(id, () => api.conversations.release({ id })),
    })
  return done
}

export async function releaseConversation({ id }: Conversation): Promise<void> {
  if (!(await change(id, () => api.conversations.release({ id })))) return
  showUndo({
    title: t`Диалог возвращён в общие`,
    onUndo: () => void change(id, () => api.conversations.accept({ id })),
  })
}

export async function assignConversation(
  { id, responsible }: Conversation,
  member: MemberBrief | null,
  note: string,
): Promise<boolean> {
  const give = (memberId: string | null) =>
    change(id, () => api.conversations.assign({ id, memberId, ...(note !== '' && { note }) }))
  if (!(await give(member?.id ?? null))) return false
  const name = member?.name ?? ''
  showUndo({
    title: member ? t`Диалог передан: ${name}` : t`Диалог возвращён в общие`,
    onUndo: () => void give(responsible?.id ?? null),
  })
  return true
}

export async function closeConversation({ id }: Conversation, reason?: string): Promise<boolean> {
  const way = reason === undefined ? 'done' : 'without_reply'
  const done = await change(id, () =>
    api.conversations.close({ id, way, ...(reason !== undefined && { reason }) }),
  )
  if (done)
    showUndo({
      title: reason === undefined ? t`Диалог закрыт` : t`Диалог закрыт без ответа`,
      ...(reason !== undefined && { detail: reason }),
      onUndo: () => void change(id, () => api.conversations.reopen({ id })),
    })
  return done
}

export async function reopenConversation({ id }: Conversation): Promise<void> {
  if (await change(id, () => api.conversations.reopen({ id })))
    showNotice({ tone: 'blue', title: t`Диалог снова открыт` })
}

export async function snoozeConversation({ id }: Conversation, until: Date, words: string): Promise<boolean> {
  const done = await change(id, () => api.conversations.snooze({ id, until: until.toISOString() }))
  if (done)
    showUndo({
      title: t`Отложено: ${words}`,
      detail: t`Вернётся раньше, если человек напишет.`,
      onUndo: () => void change(id, () => api.conversations.unsnooze({ id })),
    })
  return done
}

export async function unsnoozeConversation({ id }: Conversation): Promise<void> {
  await change(id, () => api.conversations.unsnooze({ id }))
}

export async function sayNoReplyNeeded({ id }: Conversation, reason: string): Promise<boolean> {
  const done = await change(id, () => api.conversations.noReplyNeeded({ id, reason }))
  if (done) showNotice({ tone: 'green', title: t`Ответ не нужен`, detail: reason })
  return done
}

export async function reviewConversation(
  { id }: Conversation,
  score: number,
  note: string,
): Promise<boolean> {
  return change(id, () => api.conversations.review({ id, score, note: note === '' ? null : note }))
}

export async function askRating({ id }: Conversation): Promise<void> {
  try {
    await api.conversations.askRating({ id })
    showNotice({ tone: 'green', title: t`Человека попросили об оценке` })
  } catch (error) {
    sayConversationRefusal(error)
  }
}

/** The dialog with these colleagues: the same people have one. */
export async function startWithColleagues(memberIds: string[], title: string): Promise<string | undefined> {
  return opened(() =>
    api.conversations.startWithColleagues({ memberIds, title: title === '' ? null : title }),
  )
}

export async function startWithPerson(contactId: string, channelId: string): Promise<string | undefined> {
  return opened(() => api.conversations.startWithPerson({ id: contactId, channelId }))
}

export async function bindObjects(
  id: string,
  kind: 'interest' | 'contact',
  objectIds: string[],
): Promise<boolean> {
  try {
    const { items } = await api.conversations.bindObjects({ id, kind, objectIds })
    putBindings(id, items)
    return true
  } catch (error) {
    showProblem(error)
    return false
  }
}

export async function unbindObject(
  id: string,
  binding: ConversationDetail['bindings'][number],
): Promise<void> {
  try {
    putBindings(id, (await api.conversations.unbindObject({ id, bindingId: binding.id })).items)
    const again = () =>
      api.conversations.bindObjects({ id, kind: binding.kind, objectIds: [binding.objectId] })
    showUndo({
      title: t`Отвязано`,
      onUndo: () => void again().then(({ items }) => putBindings(id, items), showProblem),
    })
  } catch (error) {
    showProblem(error)
  }
}

async function opened(call: Verb): Promise<string | undefined> {
  try {
    const detail = await call()
    putDetail(detail)
    void queryClient.invalidateQueries({ queryKey: ['dialogs', 'list'] })
    return detail.id
  } catch (error) {
    sayConversationRefusal(error)
    return undefined
  }
}

function putBindings(id: string, bindings: ConversationDetail['bindings']): void {
  queryClient.setQueryData<ConversationDetail>(detailKey(id), (detail) => detail && { ...detail, bindings })
}
