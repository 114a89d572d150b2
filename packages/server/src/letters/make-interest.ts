/** A person says: this automatic letter is work after all. */
import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../audit/index.ts'
import { EmailSettings, readLetterAgain } from '../channels/email/index.ts'
import { recordInterest } from '../interests/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { invalid, notFound } from '../platform/errors.ts'
import { getLetterRow, readLetterBytes } from './letters.ts'
import { letters } from './letters.table.ts'

/** Returns the card; made once, however often it is asked. */
export async function makeLetterInterest(ctx: Ctx, id: string): Promise<string> {
  const row = await getLetterRow(ctx, id)
  const { letter } = row
  if (letter.interestId ?? row.cardId) return letter.interestId ?? row.cardId ?? ''
  if (letter.outcome === 'secret') throw invalid('A letter with a login code never becomes a card')
  const settings = EmailSettings.parse({
    address: 'unknown@localhost',
    password: '-',
    imapHost: 'localhost',
    ...row.settings,
    checkSignatures: false,
  })
  const body = await readLetterBytes(ctx, letter.eventId)
  const outcome = await readLetterAgain(
    { id: letter.eventId, body, arrivedAt: letter.arrivedAt, fromJunk: letter.fromJunk },
    settings,
  )
  const [inbound] = outcome.kind === 'interests' ? outcome.items : []
  if (!inbound) throw notFound('There is nothing to read in this letter')
  const { interestId } = await recordInterest(ctx, {
    channel: { id: letter.channelId, kind: 'email', name: row.channelName },
    eventId: letter.eventId,
    inbound,
    recognisedBy: { code: 'made_by_hand', params: {} },
  })
  await ctx.db
    .update(letters)
    .set({ interestId })
    .where(and(eq(letters.workspaceId, ctx.workspaceId), eq(letters.id, id)))
  await recordAudit(ctx, {
    action: 'letter.made_interest',
    object: { kind: 'interest', id: interestId },
    before: { outcome: letter.outcome },
  })
  return interestId
}
