/** A letter that says ours was not delivered: the answer on the card learns of it. */
import { and, eq, inArray, or } from 'drizzle-orm'
import { answers } from '../answers/answers.table.ts'
import { readBounce, type Letter } from '../channels/email/index.ts'
import type { Ctx } from '../platform/ctx.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Only a final failure counts: a delay is tried again by the servers on the way. */
export async function noteBounce(ctx: Ctx, letter: Letter): Promise<void> {
  const bounce = readBounce(letter)
  if (!bounce || bounce.action !== 'failed') return
  const names = [bounce.originalMessageId].flatMap((id) => (id ? [id, `<${id}>`] : []))
  const byId =
    bounce.deliveryId && uuid.test(bounce.deliveryId) ? eq(answers.id, bounce.deliveryId) : undefined
  const byName = names.length > 0 ? inArray(answers.externalId, names) : undefined
  if (!byId && !byName) return
  const [answer] = await ctx.db
    .select({ id: answers.id })
    .from(answers)
    .where(and(eq(answers.workspaceId, ctx.workspaceId), or(byId, byName)))
    .limit(1)
  if (!answer) return
  const why = bounce.diagnostic ?? bounce.status ?? ''
  const words = {
    ru: `Письмо на ${bounce.recipient ?? 'этот адрес'} не доставлено: ${why}`,
    en: `The letter to ${bounce.recipient ?? 'this address'} was not delivered: ${why}`,
  }
  // The outbox knows channels, channels know letters: the way back is an event.
  await ctx.events.emit({ type: 'letter.bounced', data: { answerId: answer.id, words } })
}
