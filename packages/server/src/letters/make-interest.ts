/** A person says: this automatic letter is work after all. */
import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../audit/index.ts'
import type { Inbound } from '../channels/channel.ts'
import { EmailSettings, readLetterAgain } from '../channels/email/index.ts'
import { prepareInbound, recordInterest, type InboundFiles } from '../interests/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { invalid, notFound } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { getLetterRow, readLetterBytes } from './letters.ts'
import { letters } from './letters.table.ts'

interface Place {
  platform: Platform
  workspaceId: string
  run<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>
}

/** Returns the card; made once, however often it is asked. Read and its files stored outside the transaction that writes the card. */
export async function makeLetterInterest({ platform, workspaceId, run }: Place, id: string): Promise<string> {
  const found = await run((ctx) => findLetter(ctx, id))
  if (found.card !== null) return found.card
  const { row, body } = found
  const { letter } = row
  const settings = EmailSettings.parse({
    address: 'unknown@localhost',
    password: '-',
    imapHost: 'localhost',
    ...row.settings,
    checkSignatures: false,
  })
  const outcome = await readLetterAgain(
    { id: letter.eventId, body, arrivedAt: letter.arrivedAt, fromJunk: letter.fromJunk },
    settings,
  )
  const [inbound] = outcome.kind === 'interests' ? outcome.items : []
  if (!inbound) throw notFound('There is nothing to read in this letter')
  const files = await prepareInbound(platform, workspaceId, [inbound])
  return run(async (ctx) => {
    // Somebody may have made it meanwhile.
    const { card } = await findLetter(ctx, id)
    return card ?? writeCard(ctx, row, inbound, files)
  })
}

type Row = Awaited<ReturnType<typeof getLetterRow>>

async function findLetter(
  ctx: Ctx,
  id: string,
): Promise<{ row: Row; card: string } | { row: Row; card: null; body: Uint8Array }> {
  const row = await getLetterRow(ctx, id)
  const card = row.letter.interestId ?? row.cardId
  if (card) return { row, card }
  if (row.letter.outcome === 'secret') throw invalid('A letter with a login code never becomes a card')
  return { row, card: null, body: await readLetterBytes(ctx, row.letter.eventId) }
}

async function writeCard(ctx: Ctx, row: Row, inbound: Inbound, files: InboundFiles): Promise<string> {
  const { letter } = row
  const { interestId } = await recordInterest(ctx, {
    channel: { id: letter.channelId, kind: 'email', name: row.channelName },
    eventId: letter.eventId,
    inbound,
    files,
    recognisedBy: { code: 'made_by_hand', params: {} },
  })
  await ctx.db
    .update(letters)
    .set({ interestId })
    .where(and(eq(letters.workspaceId, ctx.workspaceId), eq(letters.id, letter.id)))
  await recordAudit(ctx, {
    action: 'letter.made_interest',
    object: { kind: 'interest', id: interestId },
    before: { outcome: letter.outcome },
  })
  return interestId
}
