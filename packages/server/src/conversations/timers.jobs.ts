/** What time does to dialogs: brings back what was put off, closes what is quiet, gives on what an absent operator left, shares what waited. */
import { and, asc, eq, inArray, isNotNull, isNull, lt, lte, ne, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { members } from '../members/members.table.ts'
import type { Ctx } from '../platform/ctx.ts'
import { defineJob, type AnyJob } from '../platform/jobs.ts'
import type { Platform } from '../platform/platform.ts'
import { lead } from './accept.ts'
import { endSession } from './close.ts'
import { changeConversation } from './conversation-change.ts'
import { lockConversation, type ConversationRow } from './conversation-row.ts'
import { conversations } from './conversations.table.ts'
import { earlySignals } from './messages.table.ts'
import { readSettings } from './settings.ts'
import { decideOperator } from './share.ts'
import { writeSystem } from './system-message.ts'

const timersJob = defineJob({
  name: 'conversations.timers',
  payload: z.object({}),
  cron: '* * * * *',
  retries: 0,
  handle: (platform) => runTimers(platform),
})

const forgetEarlyJob = defineJob({
  name: 'conversations.forget-early',
  payload: z.object({}),
  cron: '17 3 * * *',
  retries: 1,
  handle: (platform) => forgetEarly(platform),
})

export const timerJobs: readonly AnyJob[] = [timersJob, forgetEarlyJob]

/** Dialogs of one workspace a minute. */
const batch = 500

export async function runTimers(platform: Platform): Promise<void> {
  for (const { workspaceId } of await listBusyWorkspaces(platform)) {
    const run = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> =>
      platform.inWorkspace({ workspaceId, actor: { kind: 'system', name: 'timer' } }, work)
    const due = await run((ctx) => listDue(ctx))
    // Each in a transaction of its own: one that fails holds up nobody.
    for (const { ids, turn } of due) for (const id of ids) await run((ctx) => turn(ctx, id))
  }
}

async function listBusyWorkspaces(platform: Platform): Promise<{ workspaceId: string }[]> {
  const c = conversations
  return platform.database.owner
    .selectDistinct({ workspaceId: c.workspaceId })
    .from(c)
    .where(and(ne(c.state, 'closed'), ne(c.kind, 'colleague')))
}

interface Due {
  ids: string[]
  turn(ctx: Ctx, id: string): Promise<void>
}

async function listDue(ctx: Ctx): Promise<Due[]> {
  return [
    { ids: await listSnoozed(ctx), turn: wake },
    { ids: await listQuiet(ctx), turn: closeQuiet },
    { ids: await listLeft(ctx), turn: giveOn },
    { ids: await listWaiting(ctx), turn: share },
  ]
}

async function listSnoozed(ctx: Ctx): Promise<string[]> {
  return idsOf(ctx, lte(conversations.snoozedUntil, ctx.now()))
}

async function wake(ctx: Ctx, id: string): Promise<void> {
  const row = await lockConversation(ctx, id)
  if (!row.snoozedUntil || row.snoozedUntil > ctx.now()) return
  const after = await changeConversation(ctx, row, { snoozedUntil: null }, { changed: ['snoozed'] })
  await writeSystem(ctx, after, { code: 'snooze_over', params: {} })
}

async function listQuiet(ctx: Ctx): Promise<string[]> {
  const before = await quietBefore(ctx)
  if (!before) return []
  const c = conversations
  return idsOf(
    ctx,
    and(eq(c.state, 'open'), isNull(c.unansweredSince), isNull(c.snoozedUntil), lt(c.lastOutAt, before)),
  )
}

async function closeQuiet(ctx: Ctx, id: string): Promise<void> {
  const before = await quietBefore(ctx)
  const row = await lockConversation(ctx, id)
  const isQuiet = row.lastOutAt && before && row.lastOutAt < before && row.lastMessageAt < before
  if (row.state !== 'open' || row.unansweredSince || row.snoozedUntil || !isQuiet) return
  await endSession(ctx, row, { way: 'quiet', reason: null })
}

async function quietBefore(ctx: Ctx): Promise<Date | null> {
  const { closeAfterHours } = await readSettings(ctx)
  return closeAfterHours === null ? null : new Date(ctx.now().getTime() - closeAfterHours * 3600_000)
}

/** Somebody waits, and the operator has been away for longer than the workspace allows. */
async function listLeft(ctx: Ctx): Promise<string[]> {
  const { reassignAfterMinutes } = await readSettings(ctx)
  if (reassignAfterMinutes === null) return []
  const before = new Date(ctx.now().getTime() - reassignAfterMinutes * 60_000)
  const away = await ctx.db
    .select({ id: members.id })
    .from(members)
    .where(
      and(
        eq(members.workspaceId, ctx.workspaceId),
        or(
          lt(members.awayAt, before),
          lt(members.disabledAt, before),
          sql`${members.absentUntil} > ${ctx.now().toISOString()}::timestamptz`,
        ),
      ),
    )
  if (away.length === 0) return []
  const c = conversations
  return idsOf(
    ctx,
    and(
      ne(c.state, 'closed'),
      inArray(
        c.responsibleId,
        away.map(({ id }) => id),
      ),
      lt(c.unansweredSince, before),
    ),
  )
}

async function giveOn(ctx: Ctx, id: string): Promise<void> {
  const row = await lockConversation(ctx, id)
  if (!row.responsibleId || !row.unansweredSince || row.state === 'closed') return
  const decision = await decideOperator(
    ctx,
    { ...row, acceptedById: null, contactId: null },
    {
      ...placeOf(row),
      exceptId: row.responsibleId,
    },
  )
  // Nobody else is here either, or nobody works now: it stays where it is.
  if (decision && !decision.memberId) return
  await lead(ctx, row, {
    memberId: decision?.memberId ?? null,
    reason: { code: 'operator_away', params: { ...decision?.reason.params } },
    accepted: false,
  })
}

/** It was decided that these wait; perhaps somebody is here now. */
async function listWaiting(ctx: Ctx): Promise<string[]> {
  const c = conversations
  return idsOf(
    ctx,
    and(
      eq(c.state, 'new'),
      isNull(c.responsibleId),
      isNotNull(c.unansweredSince),
      sql`${c.responsibleReason} ->> 'code' like 'waits\\_%'`,
    ),
  )
}

async function share(ctx: Ctx, id: string): Promise<void> {
  const row = await lockConversation(ctx, id)
  if (row.responsibleId || row.state !== 'new') return
  const decision = await decideOperator(ctx, row, placeOf(row))
  if (decision?.memberId)
    await lead(ctx, row, { memberId: decision.memberId, reason: decision.reason, accepted: false })
}

function placeOf(row: ConversationRow) {
  return { sourceType: row.sourceType ?? 'other', activityClass: 'chat' as const }
}

async function idsOf(ctx: Ctx, condition: ReturnType<typeof and>): Promise<string[]> {
  const rows = await ctx.db
    .select({ id: conversations.id })
    .from(conversations)
    .where(
      and(eq(conversations.workspaceId, ctx.workspaceId), ne(conversations.kind, 'colleague'), condition),
    )
    .orderBy(asc(conversations.lastMessageAt))
    .limit(batch)
  return rows.map(({ id }) => id)
}

const monthMs = 30 * 86_400_000

async function forgetEarly(platform: Platform): Promise<void> {
  await platform.database.owner
    .delete(earlySignals)
    .where(lt(earlySignals.receivedAt, new Date(platform.clock.now().getTime() - monthMs)))
}
