/** A missed call is answered once somebody spoke with the same number later: called back, or the person got through. */
import { and, asc, eq, gt, inArray, isNotNull, lt, sql } from 'drizzle-orm'
import { recordAudit } from '../audit/index.ts'
import { lockInterest, markAnswered } from '../interests/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { calls } from './calls.table.ts'

export type CallRow = typeof calls.$inferSelect

/** Calls of one number take turns, also between processes: a missed call and the talk after it then see each other. */
export async function lockNumber(ctx: Ctx, phone: string): Promise<void> {
  await ctx.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.workspaceId} call ${phone}`}, 0))`,
  )
}

/** Closes the missed calls of the number that came before this talk. The number must be locked. */
export async function answerEarlierMissed(ctx: Ctx, talk: CallRow): Promise<void> {
  if (!talk.phone || !talk.startedAt) return
  const missed = await ctx.db
    .select()
    .from(calls)
    .where(
      and(
        eq(calls.workspaceId, ctx.workspaceId),
        eq(calls.phone, talk.phone),
        lt(calls.startedAt, talk.startedAt),
        eq(calls.direction, 'in'),
        eq(calls.stage, 'missed'),
        isNotNull(calls.interestId),
      ),
    )
    .orderBy(asc(calls.interestId))
  for (const { interestId } of missed) if (interestId) await answerBy(ctx, interestId, talk)
}

/** The talk may have become known before the missed call did. */
export async function answerByLaterTalk(ctx: Ctx, missed: CallRow): Promise<void> {
  if (!missed.phone || !missed.startedAt || !missed.interestId) return
  const [talk] = await ctx.db
    .select()
    .from(calls)
    .where(
      and(
        eq(calls.workspaceId, ctx.workspaceId),
        eq(calls.phone, missed.phone),
        gt(calls.startedAt, missed.startedAt),
        inArray(calls.stage, ['answered', 'talked']),
      ),
    )
    .orderBy(asc(calls.startedAt), asc(calls.id))
    .limit(1)
  if (talk) await answerBy(ctx, missed.interestId, talk)
}

async function answerBy(ctx: Ctx, interestId: string, talk: CallRow): Promise<void> {
  const card = await lockInterest(ctx, interestId)
  if (card.processedAt) return
  const byOperator = asOperator(ctx, talk)
  await recordAudit(byOperator, {
    action: 'interest.called_back',
    object: { kind: 'interest', id: interestId },
    after: { direction: talk.direction, at: talk.startedAt?.toISOString() ?? null, card: talk.interestId },
  })
  await markAnswered(byOperator, interestId, { way: 'answer' })
}

/** Who spoke signs what comes of the talk, like a colleague who answered in a network's own program. */
export function asOperator(ctx: Ctx, { facts }: Pick<CallRow, 'facts'>): Ctx {
  const name = facts.operator?.value
  return name === undefined ? ctx : { ...ctx, actor: { kind: 'system', name } }
}
