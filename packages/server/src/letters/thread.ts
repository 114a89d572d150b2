/** A reply to an answer of ours goes to the colleague who answered, if they still can. */
import { and, desc, eq, inArray } from 'drizzle-orm'
import { answers } from '../answers/answers.table.ts'
import type { Letter } from '../channels/email/index.ts'
import { interests } from '../interests/interests.table.ts'
import { listAssignableMembers } from '../members/index.ts'
import type { Ctx } from '../platform/ctx.ts'

/** Null when the letter answers none of ours, or comes from another person than we wrote to: a Message-ID seen by a stranger opens no thread. */
export async function findThread(ctx: Ctx, letter: Letter): Promise<{ memberId: string } | null> {
  const parents = [letter.inReplyTo, ...letter.references.toReversed()].filter((id) => id !== null)
  if (parents.length === 0 || !letter.from) return null
  const [found] = await ctx.db
    .select({ memberId: interests.responsibleId, target: answers.target })
    .from(answers)
    .innerJoin(
      interests,
      and(eq(interests.workspaceId, answers.workspaceId), eq(interests.id, answers.interestId)),
    )
    .where(
      and(
        eq(answers.workspaceId, ctx.workspaceId),
        inArray(
          answers.externalId,
          parents.flatMap((id) => [id, `<${id}>`]),
        ),
      ),
    )
    .orderBy(desc(answers.createdAt))
    .limit(1)
  if (!found?.memberId || found.target.kind !== 'mail') return null
  if (found.target.to.toLowerCase() !== letter.from.address) return null
  const present = await listAssignableMembers(ctx)
  return present.some((member) => member.id === found.memberId) ? { memberId: found.memberId } : null
}
