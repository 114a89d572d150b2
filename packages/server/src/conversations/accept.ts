/** Who leads a dialog: accepted, given back, given by a head (R226). */
import { and, eq, isNull } from 'drizzle-orm'
import { setResponsible } from '../interests/index.ts'
import { members } from '../members/members.table.ts'
import { memberBriefs } from '../members/index.ts'
import type { Reason } from '@otklik/contract'
import { actingMemberId, actorMay } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { forbidden, invalid } from '../platform/errors.ts'
import { changeConversation, type ConversationPatch } from './conversation-change.ts'
import { getConversationUnchecked, type ConversationRow } from './conversation-row.ts'
import { takenBy } from './gate.ts'
import { writeSystem } from './system-message.ts'
import { lockVisibleConversation } from './visibility.ts'

const acceptedReason: Reason = { code: 'claimed', params: {} }

/** Two at once: one wins, the other gets CONVERSATION_TAKEN with the winner's name. A head may take over. A closed dialog opens. */
export async function acceptConversation(ctx: Ctx, id: string): Promise<ConversationRow> {
  const me = actingMemberId(ctx.actor)
  if (!me) throw forbidden('Only a person can accept a dialog; a key cannot')
  const row = await lockVisibleConversation(ctx, id)
  if (row.kind === 'colleague') return row
  if (row.responsibleId === me && row.acceptedAt && row.state === 'open') return row
  await refuseTaken(ctx, row, me)
  return lead(ctx, row, { memberId: me, reason: acceptedReason, accepted: true })
}

export async function releaseConversation(ctx: Ctx, id: string): Promise<ConversationRow> {
  const row = await lockVisibleConversation(ctx, id)
  if (!row.responsibleId) return row
  if (row.responsibleId !== actingMemberId(ctx.actor) && !actorMay(ctx.actor, 'conversations.assign'))
    throw forbidden('This dialog is a colleague’s: only they or a head may give it back')
  return lead(ctx, row, { memberId: null, reason: null, accepted: false })
}

export async function assignConversation(
  ctx: Ctx,
  id: string,
  { memberId, note }: { memberId: string | null; note?: string | undefined },
): Promise<ConversationRow> {
  const row = await lockVisibleConversation(ctx, id)
  if (memberId) await requireOperator(ctx, memberId)
  return lead(ctx, row, {
    memberId,
    reason: memberId ? { code: 'assigned_by', params: { by: ctx.actor.name } } : null,
    accepted: false,
    ...(note && { note }),
  })
}

export interface Lead {
  memberId: string | null
  /** Why this person, or why nobody. */
  reason: Reason | null
  /** By the person themself: nothing is left to accept. */
  accepted: boolean
  note?: string
}

/** The dialog first, then its card: the card's own events find nothing left to do. */
export async function lead(ctx: Ctx, row: ConversationRow, to: Lead): Promise<ConversationRow> {
  const { memberId, reason, accepted } = to
  if (memberId === row.responsibleId && (row.acceptedAt !== null) === accepted && row.state !== 'closed')
    return row
  const now = ctx.now()
  const patch: ConversationPatch = {
    responsibleId: memberId,
    responsibleSince: memberId ? now : null,
    responsibleReason: reason,
    acceptedAt: accepted ? now : null,
    acceptedById: accepted ? memberId : null,
    state: accepted ? 'open' : row.state === 'closed' ? 'closed' : 'new',
    ...(accepted && { closedAt: null, closedBy: null, closedWay: null, closedReason: null }),
  }
  const after = await changeConversation(ctx, row, patch, {
    changed: ['responsible', 'state'],
    audit: {
      action: accepted
        ? 'conversation.accepted'
        : memberId
          ? 'conversation.assigned'
          : 'conversation.released',
      before: { responsibleId: row.responsibleId },
      after: { responsibleId: memberId },
      reason,
      note: to.note ?? null,
    },
  })
  await writeSystem(ctx, after, await lineOf(ctx, to))
  if (row.interestId && reason) await setResponsible(ctx, row.interestId, { memberId, reason })
  else if (row.interestId && !memberId)
    await setResponsible(ctx, row.interestId, { memberId: null, reason: { code: 'released', params: {} } })
  return getConversationUnchecked(ctx, row.id)
}

async function lineOf(ctx: Ctx, { memberId, reason, accepted }: Lead): Promise<Reason> {
  if (!memberId) return reason ?? { code: 'released', params: {} }
  const name = (await memberBriefs(ctx, [memberId])).get(memberId)?.name ?? ''
  if (accepted) return { code: 'accepted', params: { name } }
  return { code: reason?.code ?? 'assigned_by', params: { ...reason?.params, name } }
}

async function refuseTaken(ctx: Ctx, row: ConversationRow, me: string): Promise<void> {
  const { responsibleId, state } = row
  if (!responsibleId || responsibleId === me || state === 'closed') return
  if (actorMay(ctx.actor, 'conversations.assign')) return
  const holder = (await memberBriefs(ctx, [responsibleId])).get(responsibleId)
  throw takenBy(holder ?? { id: responsibleId, name: '' })
}

/** Throws unless the member works here and may lead dialogs. */
export async function requireOperator(ctx: Ctx, memberId: string): Promise<void> {
  const [row] = await ctx.db
    .select()
    .from(members)
    .where(
      and(eq(members.workspaceId, ctx.workspaceId), eq(members.id, memberId), isNull(members.disabledAt)),
    )
  if (!row) throw invalid('There is no such colleague here', { memberId: 'unknown' })
  const actor = { kind: 'member' as const, memberId, userId: row.userId, role: row.role, name: row.name }
  if (!actorMay(actor, 'conversations.work'))
    throw invalid(`${row.name} only reads and cannot lead dialogs: choose another colleague`, {
      memberId: 'reads_only',
    })
}
