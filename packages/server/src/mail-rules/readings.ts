/** Letters kept earlier, read once more as they were read at their arrival, before any rule. */
import { and, desc, eq, inArray, notInArray } from 'drizzle-orm'
import type { Inbound } from '../channels/channel.ts'
import { channels } from '../channels/channels.table.ts'
import {
  classifyLetter,
  domainOf,
  EmailSettings,
  parseStoredLetter,
  recogniseLetter,
  type Letter,
} from '../channels/email/index.ts'
import { classifyContext, readLetterBytes } from '../letters/index.ts'
import { letters } from '../letters/letters.table.ts'
import type { Ctx } from '../platform/ctx.ts'
import type { Reading } from './reading.ts'
import { findReading, keepReading } from './reading-cache.ts'

export type Run = <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>

export interface StoredLetter {
  letter: typeof letters.$inferSelect
  settings: Record<string, string | number | boolean | null>
}

/** Rules never see login codes, and there is nothing to see in what could not be read. */
const closed = ['secret', 'unreadable', 'duplicate'] as const

export async function listLastLetters(ctx: Ctx, limit: number): Promise<StoredLetter[]> {
  return selectStored(ctx)
    .where(and(eq(letters.workspaceId, ctx.workspaceId), notInArray(letters.outcome, [...closed])))
    .orderBy(desc(letters.arrivedAt), desc(letters.id))
    .limit(limit)
}

export async function listStoredLetters(ctx: Ctx, ids: readonly string[]): Promise<StoredLetter[]> {
  if (ids.length === 0) return []
  return selectStored(ctx).where(
    and(
      eq(letters.workspaceId, ctx.workspaceId),
      inArray(letters.id, [...ids]),
      notInArray(letters.outcome, [...closed]),
    ),
  )
}

/** Null for a letter whose bytes are gone or cannot be parsed. Parsing runs outside the transaction. */
export async function readStored(run: Run, stored: StoredLetter): Promise<Reading | null> {
  const { letter: row } = stored
  const known = findReading(row.id)
  if (known) return known
  try {
    const settings = settingsOf(stored)
    const body = await run((ctx) => readLetterBytes(ctx, row.eventId))
    const letter = believeAgain(await parseStoredLetter(body, settings, row.arrivedAt), row.senderProof)
    const kind = classifyLetter(letter, await run((ctx) => classifyContext(ctx, letter)))
    const { recogniser, inbound, reason } = recogniseLetter(letter, {
      receivedAt: row.arrivedAt,
      mailboxName: settings.address,
      fromJunk: row.fromJunk,
    })
    const recognisedBy = {
      code: 'recognised_by_letter',
      params: { recogniser, ru: reason.ru, en: reason.en },
    }
    return keepReading(row.id, {
      letter: lighten(letter),
      kind,
      outcome: { kind: 'interests', items: [withoutBytes(inbound)], recognisedBy },
    })
  } catch {
    return null
  }
}

function selectStored(ctx: Ctx) {
  return ctx.db
    .select({ letter: letters, settings: channels.settings })
    .from(letters)
    .innerJoin(
      channels,
      and(
        eq(channels.workspaceId, letters.workspaceId),
        eq(channels.id, letters.channelId),
        eq(channels.workspaceId, ctx.workspaceId),
      ),
    )
    .$dynamic()
}

/** Letters without a mailbox of their own (imported files) are read with the usual settings. */
function settingsOf({ settings }: StoredLetter): EmailSettings {
  const usual = { address: 'unknown@localhost', imapHost: 'localhost' }
  return EmailSettings.parse({ ...usual, ...settings, password: '-', checkSignatures: false })
}

/** Keys of senders change with time: what was proven at the arrival stays proven. */
function believeAgain(letter: Letter, proof: Letter['trust']['proof']): Letter {
  if (proof === letter.trust.proof || proof === 'none')
    return { ...letter, trust: { ...letter.trust, proof } }
  const domain = domainOf(letter.from?.address ?? '')
  return {
    ...letter,
    trust: {
      ...letter.trust,
      proof,
      signedBy: proof === 'dkim' && domain ? [...letter.trust.signedBy, domain] : letter.trust.signedBy,
    },
  }
}

const htmlLimit = 60_000

function lighten(letter: Letter): Letter {
  return {
    ...letter,
    html: null,
    headers: [],
    text: letter.text.slice(0, 100_000),
    rawHtml: letter.rawHtml !== null && letter.rawHtml.length <= htmlLimit ? letter.rawHtml : null,
    attachments: letter.attachments.map((file) => ({ ...file, content: null })),
  }
}

function withoutBytes(inbound: Inbound): Inbound {
  return { ...inbound, attachments: inbound.attachments.map((file) => ({ ...file, content: null })) }
}
