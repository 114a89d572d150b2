/** A stored letter to an interest: parsed in a thread, recognised by data. What cannot be parsed is still a card, with the raw letter attached. */
import { ChannelError, type Inbound, type RawEvent, type CardsOutcome } from '../channel.ts'
import { readForwardedLetter } from './forwarded.ts'
import type { Letter } from './letter.ts'
import { LetterError, LetterPoolError } from './parse-limits.ts'
import { createLetterPool, type LetterPool } from './parse-pool.ts'
import { recogniseLetter } from './recognisers/recogniser.ts'
import type { EmailSettings } from './settings.ts'
import { findProvider } from './providers.ts'

/** What the letters' own keeper gets beside the interest. */
export type LetterDetails =
  | { kind: 'letter'; letter: Letter; recogniser: string }
  | { kind: 'unreadable'; why: string }

let pool: LetterPool | undefined

/** One thread: parsing is a small part of intake, and the other core serves people. */
function letterPool(): LetterPool {
  pool ??= createLetterPool({ size: 1, timeoutMs: 20_000, memoryMb: 300 })
  return pool
}

export async function receiveLetter(raw: RawEvent, settings: EmailSettings): Promise<CardsOutcome> {
  const arrivedAt = new Date(raw.meta['arrivedAt'] ?? raw.receivedAt)
  const fromJunk = raw.meta['junk'] === 'yes'
  try {
    const letter = await parseStoredLetter(raw.body, settings, arrivedAt)
    const forwarded = await findForwarded(letter, settings)
    const { recogniser, inbound, reason } = recogniseLetter(letter, {
      receivedAt: arrivedAt,
      mailboxName: settings.address,
      fromJunk,
      forwarded,
    })
    const warnings =
      raw.meta['shortened'] === 'yes' ? [...inbound.warnings, 'text_shortened' as const] : inbound.warnings
    const details: LetterDetails = { kind: 'letter', letter, recogniser }
    return {
      kind: 'interests',
      items: [{ ...inbound, warnings }],
      recognisedBy: { code: 'recognised_by_letter', params: { recogniser, ru: reason.ru, en: reason.en } },
      details,
    }
  } catch (error) {
    // The parser failed, not the letter: it is tried again, not parked.
    if (error instanceof LetterPoolError) throw error
    if (!(error instanceof LetterError)) throw new ChannelError('bad_event', String(error), { cause: error })
    const details: LetterDetails = { kind: 'unreadable', why: error.message }
    return {
      kind: 'interests',
      items: [unreadable(raw, arrivedAt, settings)],
      recognisedBy: { code: 'letter_unreadable', params: { why: error.message } },
      details,
    }
  }
}

/**
 * The same letter again from its stored bytes; `html` only when asked for: cleaning a hostile page may take long,
 * so it too is done in the thread, which has a limit. Throws LetterError.
 */
export function parseStoredLetter(
  raw: Uint8Array,
  settings: EmailSettings,
  arrivedAt: Date,
  options: { sanitise?: boolean } = {},
): Promise<Letter> {
  return letterPool().parse(raw, {
    ...parseOptions(settings, arrivedAt),
    sanitise: options.sanitise ?? false,
  })
}

/** An attached letter sent on without a word of one's own: that letter is what came. */
async function findForwarded(letter: Letter, settings: EmailSettings): Promise<Letter | null> {
  if (!letter.attachments.some((file) => file.mime === 'message/rfc822')) return null
  const found = await readForwardedLetter(letter, {
    ownAuthServers: [],
    collectorAddresses: settings.collectorAddresses,
  })
  return found?.note === null ? found.letter : null
}

function parseOptions(settings: EmailSettings, now: Date) {
  return {
    ownAuthServers: [...settings.trustedAuthServers, ...(findProvider(settings.address)?.authServers ?? [])],
    collectorAddresses: settings.collectorAddresses,
    dkimKeys: settings.checkSignatures ? ('dns' as const) : ('none' as const),
    // The page cleans it when somebody looks: most letters are read as text.
    sanitise: false,
    now,
  }
}

function unreadable(raw: RawEvent, arrivedAt: Date, settings: EmailSettings): Inbound {
  const head = Buffer.from(
    raw.body.buffer,
    raw.body.byteOffset,
    Math.min(raw.body.byteLength, 4000),
  ).toString('latin1')
  const subject = /^subject:\s*(.+)$/im.exec(head)?.[1]?.trim() ?? ''
  return {
    externalId: `unreadable:${raw.id}`,
    objectKey: null,
    sourceType: 'mailbox',
    activityClass: 'mail',
    action: 'email',
    sourceUrl: null,
    sourceTitle: settings.address,
    occurredAt: arrivedAt,
    author: null,
    text: subject ? `Письмо не удалось прочитать: ${subject}` : 'Письмо не удалось прочитать',
    quoted: null,
    productHint: null,
    isPublic: false,
    rating: null,
    replyTarget: null,
    attachments: [
      {
        name: 'letter.eml',
        mime: 'message/rfc822',
        size: raw.body.byteLength,
        content: raw.body,
        url: null,
        inline: false,
        contentId: null,
      },
    ],
    fields: [],
    warnings: ['unreadable'],
  }
}

/** Reads a letter kept earlier once more, as an interest. */
export function readLetterAgain(
  kept: { id: string; body: Uint8Array; arrivedAt: Date; fromJunk: boolean },
  settings: EmailSettings,
): Promise<CardsOutcome> {
  const meta = { arrivedAt: kept.arrivedAt.toISOString(), ...(kept.fromJunk && { junk: 'yes' }) }
  return receiveLetter(
    { id: kept.id, body: kept.body, contentType: 'message/rfc822', meta, receivedAt: kept.arrivedAt },
    settings,
  )
}
