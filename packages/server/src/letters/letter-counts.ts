/** Figures for the tabs of letters. */
import type { LetterOutcome } from '@otklik/contract'
import { and, count, eq, gte, ne } from 'drizzle-orm'
import { actorMay } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { letters } from './letters.table.ts'

const days = 30

export async function countLetters(ctx: Ctx): Promise<{ outcome: LetterOutcome; count: number }[]> {
  const since = new Date(ctx.now().getTime() - days * 86_400_000)
  const maySeeSecrets = actorMay(ctx.actor, 'letters.secret')
  return ctx.db
    .select({ outcome: letters.outcome, count: count() })
    .from(letters)
    .where(
      and(
        eq(letters.workspaceId, ctx.workspaceId),
        gte(letters.arrivedAt, since),
        maySeeSecrets ? undefined : ne(letters.outcome, 'secret'),
      ),
    )
    .groupBy(letters.outcome)
}
