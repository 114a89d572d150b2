/** One card in full. */
import type { InterestDetail } from '@otklik/contract'
import { and, asc, eq, ne } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import { letters } from '../letters/letters.table.ts'
import { listAttachments } from './interest-attachments.ts'
import { listRemoteFiles } from './interest-remote-files.ts'
import { listActs } from './interest-acts.ts'
import { readContext } from './interest-context.ts'
import { listVersions } from './interest-told.ts'
import { getInterestRow, type InterestRow } from './interest-row.ts'
import { loadSurroundings } from './interest-surroundings.ts'
import { interests } from './interests.table.ts'
import { viewRow } from './interests.view.ts'

export async function getInterest(ctx: Ctx, id: string): Promise<InterestDetail> {
  const row = await getInterestRow(ctx, id)
  return {
    ...viewRow(row, await loadSurroundings(ctx, [row]), ctx.now()),
    quoted: row.quoted,
    fields: row.fields,
    attachments: row.attachmentCount > 0 ? await listAttachments(ctx, id) : [],
    remoteFiles: row.attachmentCount > 0 ? await listRemoteFiles(ctx, id) : [],
    letter: await findLetter(ctx, row),
    earlierTexts: row.editedAt ? await listEarlierTexts(ctx, row) : [],
    context: await readContext(ctx, row),
    acts: await listActs(ctx, row),
    campaign: row.campaign,
    recognisedBy: row.recognisedBy,
    caseInterests: await listCaseMates(ctx, row),
  }
}

/** Every version but the one that is shown. */
async function listEarlierTexts(ctx: Ctx, row: InterestRow): Promise<InterestDetail['earlierTexts']> {
  const versions = await listVersions(ctx, row.id)
  const shown = versions.findLastIndex(
    ({ text, at }) => text === row.text && at.getTime() === row.editedAt?.getTime(),
  )
  return versions
    .filter((_version, index) => index !== shown)
    .map(({ text, at }) => ({ text, at: at.toISOString() }))
}

/** The other cards of the same case, oldest first. */
async function listCaseMates(ctx: Ctx, row: InterestRow): Promise<InterestDetail['caseInterests']> {
  if (!row.caseId) return []
  const mates = await ctx.db
    .select({
      id: interests.id,
      sourceType: interests.sourceType,
      text: interests.text,
      occurredAt: interests.occurredAt,
      authorName: interests.authorName,
    })
    .from(interests)
    .where(
      and(
        eq(interests.workspaceId, ctx.workspaceId),
        eq(interests.caseId, row.caseId),
        ne(interests.id, row.id),
      ),
    )
    .orderBy(asc(interests.occurredAt))
    .limit(100)
  return mates.map((mate) => ({
    ...mate,
    text: mate.text.slice(0, 600),
    occurredAt: mate.occurredAt.toISOString(),
  }))
}

/** The letter the card was read from; cards of other channels have none. */
async function findLetter(ctx: Ctx, row: InterestRow): Promise<InterestDetail['letter']> {
  if (!row.eventId) return null
  const [letter] = await ctx.db
    .select({
      id: letters.id,
      subject: letters.subject,
      name: letters.fromName,
      address: letters.fromAddress,
      to: letters.to,
      hasHtml: letters.hasHtml,
    })
    .from(letters)
    .where(and(eq(letters.workspaceId, ctx.workspaceId), eq(letters.eventId, row.eventId)))
    .limit(1)
  if (!letter) return null
  const { id, subject, name, address, to, hasHtml } = letter
  const from = name && address ? `${name} <${address}>` : (name ?? address ?? '')
  return { id, subject, from, to, hasHtml, rawUrl: `/api/v1/letters/${id}/raw?workspace=${ctx.workspaceId}` }
}
