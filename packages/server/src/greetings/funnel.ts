/** Requests, greetings, replies, referrals (R069 to R072): everybody who came in a period, and what became of them since. */
import type { FunnelRow, FunnelStep, GreetedPerson } from '@otklik/contract'
import { funnelSteps } from '@otklik/contract'
import {
  and,
  asc,
  desc,
  eq,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  or,
  sql,
  type SQL,
} from 'drizzle-orm'
import { channels } from '../channels/channels.table.ts'
import type { Ctx } from '../platform/ctx.ts'
import { decodeCursor, encodeCursor, type Page } from '../platform/page.ts'
import { greetingPeople } from './greetings.table.ts'

const p = greetingPeople

export interface FunnelPeriod {
  from: string
  to: string
  channelId?: string | undefined
}

type Counts = Omit<FunnelRow, 'channelId' | 'channelName'>

export async function readFunnel(
  ctx: Ctx,
  period: FunnelPeriod,
): Promise<{ items: FunnelRow[]; total: Counts }> {
  const counted = (step: FunnelStep) =>
    sql<number>`(count(*) filter (where ${stepCondition(ctx, step)}))::int`
  const rows = await ctx.db
    .select({
      channelId: p.channelId,
      channelName: channels.name,
      requests: counted('requests'),
      greetings: counted('greetings'),
      replies: counted('replies'),
      referrals: counted('referrals'),
      noReply: counted('noReply'),
      notSent: counted('notSent'),
      waiting: counted('waiting'),
      approved: counted('approved'),
    })
    .from(p)
    .innerJoin(channels, and(eq(channels.workspaceId, p.workspaceId), eq(channels.id, p.channelId)))
    .where(inPeriod(ctx, period))
    .groupBy(p.channelId, channels.name)
    .orderBy(asc(channels.name), asc(p.channelId))
  return { items: rows, total: sum(rows) }
}

/** Newest first. */
export async function listPeople(
  ctx: Ctx,
  query: FunnelPeriod & { step: FunnelStep; cursor?: string | undefined; limit: number },
): Promise<Page<GreetedPerson>> {
  const rows = await ctx.db
    .select({ person: p, channelName: channels.name })
    .from(p)
    .innerJoin(channels, and(eq(channels.workspaceId, p.workspaceId), eq(channels.id, p.channelId)))
    .where(
      and(
        inPeriod(ctx, query),
        stepCondition(ctx, query.step),
        query.cursor === undefined ? undefined : before(query.cursor),
      ),
    )
    .orderBy(desc(p.cameAt), desc(p.id))
    .limit(query.limit + 1)
  const shown = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? shown.at(-1)?.person : undefined
  return {
    items: shown.map((row) => viewPerson(ctx, row)),
    nextCursor: last ? encodeCursor([last.cameAt.toISOString(), last.id]) : null,
  }
}

function inPeriod(ctx: Ctx, { from, to, channelId }: FunnelPeriod): SQL | undefined {
  return and(
    eq(p.workspaceId, ctx.workspaceId),
    gte(p.cameAt, new Date(from)),
    lt(p.cameAt, new Date(to)),
    channelId ? eq(p.channelId, channelId) : undefined,
  )
}

/** One condition for the figure and for its people, so that they never differ. */
function stepCondition(ctx: Ctx, step: FunnelStep): SQL | undefined {
  switch (step) {
    case 'requests':
      return ne(p.trigger, 'link')
    case 'greetings':
      return isNotNull(p.sentAt)
    case 'replies':
      return isNotNull(p.answeredAt)
    case 'referrals':
      return isNotNull(p.referredAt)
    case 'noReply':
      return and(isNotNull(p.sentAt), isNull(p.answeredAt), lte(p.silentAt, ctx.now()))
    case 'notSent':
      return inArray(p.state, ['failed', 'blocked', 'unknown'])
    case 'waiting':
      return inArray(p.state, ['waiting', 'queued'])
    case 'approved':
      return isNotNull(p.approvedAt)
  }
}

function before(cursor: string): SQL | undefined {
  const [at = '', id = ''] = decodeCursor(cursor, 2)
  const date = new Date(at)
  return or(lt(p.cameAt, date), and(eq(p.cameAt, date), lt(p.id, id)))
}

function sum(rows: readonly FunnelRow[]): Counts {
  const total: Counts = {
    requests: 0,
    greetings: 0,
    replies: 0,
    referrals: 0,
    noReply: 0,
    notSent: 0,
    waiting: 0,
    approved: 0,
  }
  for (const row of rows) for (const step of funnelSteps) total[step] += row[step]
  return total
}

function viewPerson(
  ctx: Ctx,
  { person, channelName }: { person: typeof greetingPeople.$inferSelect; channelName: string },
): GreetedPerson {
  const { sentAt, answeredAt, silentAt, approvedAt } = person
  return {
    id: person.id,
    channelId: person.channelId,
    channelName,
    contactId: person.contactId,
    name: person.name,
    trigger: person.trigger,
    state: person.state,
    error: person.error,
    cameAt: person.cameAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
    answeredAt: answeredAt?.toISOString() ?? null,
    noReply: sentAt !== null && answeredAt === null && silentAt !== null && silentAt <= ctx.now(),
    approvedAt: approvedAt?.toISOString() ?? null,
    approveError: person.approveError,
    source: person.source,
    conversationId: person.conversationId,
    interestId: person.interestId,
  }
}
