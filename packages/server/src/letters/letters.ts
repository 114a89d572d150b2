/** Reading letters: the list, one letter with its text, and the way back to the ledger. */
import type { Letter as LetterView, LetterDetail, LetterOutcome } from '@otklik/contract'
import { and, desc, eq, ilike, inArray, lt, ne, or } from 'drizzle-orm'
import { channels, inboundEvents } from '../channels/channels.table.ts'
import { EmailSettings, parseStoredLetter, type Letter } from '../channels/email/index.ts'
import { recordAudit } from '../audit/index.ts'
import { interests } from '../interests/interests.table.ts'
import { actorMay } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { notFound } from '../platform/errors.ts'
import { fileKey } from '../platform/files.ts'
import { decodeCursor, encodeCursor, type Page } from '../platform/page.ts'
import { letters } from './letters.table.ts'

export interface LetterQuery {
  outcome?: LetterOutcome[] | undefined
  channelId?: string | undefined
  q?: string | undefined
  cursor?: string | undefined
  limit: number
}

const columns = {
  letter: letters,
  channelName: channels.name,
  settings: channels.settings,
  cardId: interests.id,
}
type JoinedRow = Awaited<ReturnType<typeof selectLetters>>[number]

/** Newest first. Letters with login codes only for those who may see them. */
export async function listLetters(ctx: Ctx, query: LetterQuery): Promise<Page<LetterView>> {
  const after = query.cursor ? decodeCursor(query.cursor, 2) : undefined
  const [time = '', id = ''] = after ?? []
  const rows = await selectLetters(ctx, [
    query.outcome?.length ? inArray(letters.outcome, query.outcome) : undefined,
    query.channelId ? eq(letters.channelId, query.channelId) : undefined,
    query.q
      ? or(
          ilike(letters.subject, like(query.q)),
          ilike(letters.fromAddress, like(query.q)),
          ilike(letters.fromName, like(query.q)),
        )
      : undefined,
    after
      ? or(
          lt(letters.arrivedAt, new Date(time)),
          and(eq(letters.arrivedAt, new Date(time)), lt(letters.id, id)),
        )
      : undefined,
  ]).limit(query.limit + 1)
  const page = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? page.at(-1)?.letter : undefined
  return {
    items: page.map((row) => viewLetter(row)),
    nextCursor: last ? encodeCursor([last.arrivedAt.toISOString(), last.id]) : null,
  }
}

export async function getLetterDetail(ctx: Ctx, id: string): Promise<LetterDetail> {
  const row = await getLetterRow(ctx, id)
  const letter = await openLetter(ctx, row)
  return {
    ...viewLetter(row),
    text: letter?.text ?? '',
    hasHtml: row.letter.hasHtml,
    attachments: letter?.attachments.map(({ name, mime, size }) => ({ name, mime, size })) ?? [],
  }
}

/** Throws NOT_FOUND also for a letter with a login code that this person may not see. */
export async function getLetterRow(ctx: Ctx, id: string): Promise<JoinedRow> {
  const [row] = await selectLetters(ctx, [eq(letters.id, id)]).limit(1)
  if (!row) throw notFound('There is no such letter')
  if (row.letter.outcome === 'secret') {
    await recordAudit(ctx, { action: 'letter.secret_read', object: { kind: 'letter', id } })
  }
  return row
}

/** The letter parsed anew from its bytes; null when it cannot be parsed. */
export async function openLetter(
  ctx: Ctx,
  row: JoinedRow,
  options: { sanitise?: boolean } = {},
): Promise<Letter | null> {
  if (row.letter.outcome === 'unreadable') return null
  const usual = { address: 'unknown@localhost', password: '-', imapHost: 'localhost' }
  const settings = EmailSettings.parse({ ...usual, ...row.settings, checkSignatures: false })
  const body = await readLetterBytes(ctx, row.letter.eventId)
  return parseStoredLetter(body, settings, row.letter.arrivedAt, options)
}

export async function readLetterBytes(ctx: Ctx, eventId: string): Promise<Uint8Array> {
  const [event] = await ctx.db
    .select({ body: inboundEvents.body })
    .from(inboundEvents)
    .where(and(eq(inboundEvents.workspaceId, ctx.workspaceId), eq(inboundEvents.id, eventId)))
  if (!event) throw notFound('The original of this letter is no longer kept')
  return event.body ?? ctx.platform.files.get(fileKey(ctx.workspaceId, eventId))
}

function selectLetters(ctx: Ctx, conditions: Parameters<typeof and>) {
  const maySeeSecrets = actorMay(ctx.actor, 'letters.secret')
  return ctx.db
    .select(columns)
    .from(letters)
    .innerJoin(
      channels,
      and(eq(channels.workspaceId, letters.workspaceId), eq(channels.id, letters.channelId)),
    )
    .leftJoin(
      interests,
      and(eq(interests.workspaceId, letters.workspaceId), eq(interests.eventId, letters.eventId)),
    )
    .where(
      and(
        eq(letters.workspaceId, ctx.workspaceId),
        maySeeSecrets ? undefined : ne(letters.outcome, 'secret'),
        ...conditions,
      ),
    )
    .orderBy(desc(letters.arrivedAt), desc(letters.id))
    .$dynamic()
}

function viewLetter({ letter, channelName, cardId }: JoinedRow): LetterView {
  return {
    id: letter.id,
    channelId: letter.channelId,
    channelName,
    outcome: letter.outcome,
    reason: letter.reason,
    subject: letter.subject,
    fromName: letter.fromName,
    fromAddress: letter.fromAddress,
    to: letter.to,
    arrivedAt: letter.arrivedAt.toISOString(),
    fromJunk: letter.fromJunk,
    senderProof: letter.senderProof,
    preview: letter.preview,
    interestId: letter.interestId ?? cardId,
    rawUrl: `/api/v1/letters/${letter.id}/raw?workspace=${letter.workspaceId}`,
  }
}

function like(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
}
