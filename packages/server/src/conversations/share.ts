/** Who gets a dialog: outside of the hours nobody; then the person's last operator; then the rules of cards, within the limit. */
import type { ActivityClass, Reason } from '@otklik/contract'
import { and, desc, eq, isNotNull } from 'drizzle-orm'
import { chooseAmong } from '../assignment/index.ts'
import { listAssignableMembers } from '../members/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { isOpenAt } from './business-hours.ts'
import { countOpenDialogs } from './conversation-counts.ts'
import type { ConversationRow } from './conversation-row.ts'
import { conversations } from './conversations.table.ts'
import { readLine, readSettings, readTimeZone } from './settings.ts'

export interface Decision {
  /** Null: it waits, and the reason says why. */
  memberId: string | null
  reason: Reason
}

export interface Shared {
  sourceType: string
  activityClass: ActivityClass
  /** Who lost it: gets it back from nobody. */
  exceptId?: string
}

/** Undefined: nothing is said about it, it waits for whoever takes it first. */
export async function decideOperator(
  ctx: Ctx,
  conversation: ConversationRow,
  what: Shared,
): Promise<Decision | undefined> {
  const settings = await readSettings(ctx)
  if (!isOpenAt(settings.hours, ctx.now(), await readTimeZone(ctx)))
    return { memberId: null, reason: { code: 'waits_outside_hours', params: {} } }
  const here = await listHere(ctx, conversation, what.exceptId)
  const load = await countOpenDialogs(ctx)
  const limit = settings.maxOpen
  const able = new Set(here.filter((id) => limit === null || (load.get(id) ?? 0) < limit))
  if (settings.lastOperatorFirst) {
    const last = await findLastOperator(ctx, conversation)
    if (last && able.has(last)) return { memberId: last, reason: { code: 'last_operator', params: {} } }
  }
  const chosen = await chooseAmong(ctx, { ...what, channelId: conversation.channelId }, { able, load })
  if (chosen?.kind === 'member') return chosen
  if (!chosen) return undefined
  const busy = here.length > able.size
  return {
    memberId: null,
    reason: { code: busy ? 'waits_all_busy' : 'waits_nobody_here', params: { rule: chosen.rule } },
  }
}

/** Present, not on leave, with the right, and participants where the channel names some. */
async function listHere(ctx: Ctx, { channelId }: ConversationRow, exceptId?: string): Promise<string[]> {
  const members = (await listAssignableMembers(ctx)).map(({ id }) => id).filter((id) => id !== exceptId)
  const participants = (channelId ? await readLine(ctx, channelId) : undefined)?.participantIds ?? []
  return participants.length === 0 ? members : members.filter((id) => participants.includes(id))
}

/** Whoever last led this dialog, or another one of the same person. */
async function findLastOperator(ctx: Ctx, row: ConversationRow): Promise<string | null> {
  if (row.acceptedById) return row.acceptedById
  if (!row.contactId) return null
  const c = conversations
  const [last] = await ctx.db
    .select({ id: c.acceptedById })
    .from(c)
    .where(and(eq(c.workspaceId, ctx.workspaceId), eq(c.contactId, row.contactId), isNotNull(c.acceptedById)))
    .orderBy(desc(c.lastMessageAt))
    .limit(1)
  return last?.id ?? null
}
