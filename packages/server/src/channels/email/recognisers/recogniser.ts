/** The door of the recognisers: any letter becomes exactly one interest. */
import { createHash } from 'node:crypto'
import type { Inbound, InboundWarning, Words } from '../../channel.ts'
import { letterFingerprint } from '../fingerprint.ts'
import { readInline } from '../forwarded.ts'
import type { Letter } from '../letter.ts'
import { occurredAtOf } from './dates.ts'
import { findForm } from './generic-form/recogniser.ts'
import { foundNotification, genericNotification } from './generic-notification/recogniser.ts'
import { readByKinds } from './kinds.ts'
import { findObject } from './places.ts'
import { recognisers } from './registry.ts'
import { isProven } from './trust.ts'
import type { Found, Mark, RecogniseContext, Recogniser } from './types.ts'
import { getHeader, viewLetter } from './view.ts'
import type { LetterView } from './view.ts'

export type { RecogniseContext } from './types.ts'

export interface Recognised {
  /** Id of the recogniser; `plain` for a letter nobody may be believed about. */
  recogniser: string
  inbound: Inbound
  /** Why the card says what it says. */
  reason: Words
}

interface Reading {
  recogniser: Recogniser | null
  found: Found
  isProven: boolean
}

/**
 * Turns a letter into an interest. Pure, never throws: a letter no rule can read becomes a plain card.
 * Links and object keys of an unproven network sender are not taken over: they may be bait.
 */
export function recogniseLetter(letter: Letter, context: RecogniseContext): Recognised {
  const inner = context.forwarded ?? tryRead(() => forwardedIn(letter))
  const isSecretAddress = letter.trust.proof === 'collector'
  const forwarded =
    inner === null ? null : tryRead(() => readForwardedNotification(inner, context, isSecretAddress))
  const reading = forwarded ??
    tryRead(() => readLetter(viewLetter(letter), context)) ?? {
      recogniser: null,
      found: plainFound(letter),
      isProven: false,
    }
  return {
    recogniser: reading.recogniser?.id ?? 'plain',
    inbound: toInbound(reading, letter, context, forwarded !== null),
    reason: reasonOf(reading, forwarded !== null),
  }
}

/**
 * True for the look and sender of a notification, proven or not: such letters carry the marks of lists and automatic
 * answers and must be taken before those tests. Whether the sender may be believed is decided by `recogniseLetter`.
 */
export function isKnownSender(letter: Letter): boolean {
  return (
    tryRead(() => {
      const view = viewLetter(letter)
      const known = recognisers.find((recogniser) => isSpecific(recogniser) && isSenderOf(view, recogniser))
      if (known === undefined) return letter.trust.proof === 'collector' || isForm(view)
      return !isIgnored(view, known)
    }) ?? false
  )
}

/** Some form scripts mark their letters as bulk; a newsletter with a way to unsubscribe is no form. */
function isForm(view: LetterView): boolean {
  return getHeader(view.letter, 'list-unsubscribe') === null && findForm(view) !== null
}

/**
 * Names the letter inside a channel when the caller has no raw bytes at hand: the letter's fingerprint,
 * or for letters without Message-ID a hash of what was read.
 */
export function letterId(letter: Letter): string {
  if (letter.messageId !== null) return letterFingerprint(new Uint8Array(), letter)
  const parts = [letter.from?.address, letter.subject, letter.date?.toISOString(), letter.text]
  return `raw:${createHash('sha256').update(parts.join('\n')).digest('hex')}`
}

/** First recogniser, in the order of the registry, that takes the letter. An unproven network sender stops the search. */
function readLetter(view: LetterView, context: RecogniseContext): Reading {
  for (const recogniser of recognisers) {
    if (!isSenderOf(view, recogniser)) continue
    const proven = isProven(view.letter, recogniser)
    if (!proven && recogniser.unproven === 'plain')
      return { recogniser: null, found: plainFound(view.letter), isProven: false }
    if (isIgnored(view, recogniser))
      return { recogniser: genericNotification, found: foundNotification(view), isProven: proven }
    const found = readWith(view, recogniser, context)
    if (found !== null)
      return {
        recogniser,
        found,
        isProven: recogniser.id === 'person' || (proven && found.isForeign !== true),
      }
  }
  return { recogniser: null, found: plainFound(view.letter), isProven: false }
}

/** A block forwarded without a word above it: with a note, the forwarder's own words are the letter. */
function forwardedIn(letter: Letter): Letter | null {
  const found = readInline(letter)
  return found !== null && found.note === null ? found.letter : null
}

/** The inner letter of a forward, only when it is a notification; it proves nothing unless it came to a secret address. */
function readForwardedNotification(
  inner: Letter,
  context: RecogniseContext,
  proven: boolean,
): Reading | null {
  const view = viewLetter(inner)
  const recogniser = recognisers.find(
    (one) => isSpecific(one) && isSenderOf(view, one) && !isIgnored(view, one),
  )
  if (recogniser === undefined) return null
  const found = readWith(view, recogniser, context)
  return found === null
    ? null
    : {
        recogniser,
        isProven: proven,
        found: proven ? found : { ...found, sourceUrl: null, productHint: null, objectKey: null },
      }
}

function readWith(view: LetterView, recogniser: Recogniser, context: RecogniseContext): Found | null {
  if (recogniser.extract) {
    const found = recogniser.extract(view, context)
    if (found !== null) return found
  }
  if (recogniser.kinds === undefined) return null
  return readByKinds(view, recogniser) ?? unknownLayout(view, recogniser)
}

/** A proven sender whose layout changed: the network is certain, what happened is not. */
function unknownLayout(view: LetterView, recogniser: Recogniser): Found {
  const place = findObject(view, recogniser, { keyed: 'comment' })
  return {
    action: 'activity',
    reason: { ru: 'вид письма незнаком, показано целиком', en: 'unknown layout, shown in full' },
    author: null,
    text: view.letter.text.trim() || (view.bodies[0] ?? []).join('\n').trim(),
    sourceUrl: place?.url ?? null,
    sourceTitle: place?.rule.place ?? null,
    isPublic: false,
  }
}

function plainFound(letter: Letter): Found {
  const address = letter.from?.address ?? null
  return {
    action: 'activity',
    reason: {
      ru: 'отправитель не подтверждён, письмо показано как есть',
      en: 'the sender is not proven, the letter is shown as it is',
    },
    activityClass: 'mail',
    sourceType: 'mailbox',
    // The display name of an unproven sender is what a forger chooses first: the address is shown instead.
    author:
      address === null
        ? null
        : {
            network: 'mail',
            externalId: null,
            name: address,
            photoUrl: null,
            profileUrl: null,
            email: null,
            phone: null,
          },
    text: letter.text.trim(),
    isPublic: false,
    warnings: ['sender_unverified'],
  }
}

function toInbound(reading: Reading, letter: Letter, context: RecogniseContext, forwarded: boolean): Inbound {
  const { recogniser, found } = reading
  const activityClass = found.activityClass ?? recogniser?.activityClass ?? 'mail'
  const sourceType = found.sourceType ?? recogniser?.sourceType ?? 'mailbox'
  return {
    externalId: letterId(letter),
    objectKey: keyFor(found.objectKey ?? null, reading.isProven),
    sourceType,
    activityClass,
    action: found.action,
    sourceUrl: found.sourceUrl ?? null,
    sourceTitle: found.sourceTitle ?? (sourceType === 'mailbox' ? context.mailboxName : null),
    occurredAt: occurredAtOf(letter, context.receivedAt, found.occurredAt),
    author: found.author ?? null,
    text: wordsFor(found.text, letter),
    quoted: found.quoted ?? null,
    productHint: found.productHint ?? null,
    isPublic: found.isPublic,
    rating: found.rating ?? null,
    replyTarget: found.replyTarget ?? null,
    attachments:
      activityClass === 'social' || activityClass === 'review'
        ? letter.attachments.filter((file) => !file.inline)
        : letter.attachments,
    fields: found.fields ?? [],
    warnings: warningsFor(reading, context, forwarded),
  }
}

/** Keys of unproven letters live apart, so that a forged letter can never stand in the place of a true one. */
function keyFor(key: string | null, proven: boolean): string | null {
  return key === null || proven ? key : `unverified:${key}`
}

function wordsFor(text: string, letter: Letter): string {
  const files = letter.attachments.map((file) => file.name).filter((name) => name !== '')
  return (
    [text, letter.text, letter.subject, files.join(', ')]
      .map((words) => words.trim())
      .find((words) => words !== '') ?? '—'
  )
}

function warningsFor(reading: Reading, context: RecogniseContext, forwarded: boolean): InboundWarning[] {
  const warnings = new Set<InboundWarning>(reading.found.warnings)
  if (!reading.isProven) warnings.add('sender_unverified')
  if (forwarded) warnings.add('forwarded')
  if (context.fromJunk) warnings.add('from_junk')
  return [...warnings]
}

function reasonOf(reading: Reading, forwarded: boolean): Words {
  const { recogniser, found } = reading
  const name = recogniser?.name ?? { ru: 'Письмо', en: 'Letter' }
  const mark = forwarded ? { ru: ' (переслано)', en: ' (forwarded)' } : { ru: '', en: '' }
  return { ru: `${name.ru}: ${found.reason.ru}${mark.ru}`, en: `${name.en}: ${found.reason.en}${mark.en}` }
}

/** Has a sender or marks of its own; the generic ones take any letter. */
function isSpecific(recogniser: Recogniser): boolean {
  return recogniser.senders.length + (recogniser.marks?.length ?? 0) > 0
}

function isSenderOf(view: LetterView, recogniser: Recogniser): boolean {
  const address = view.letter.from?.address ?? ''
  const isSender =
    recogniser.senders.length === 0 || recogniser.senders.some((pattern) => pattern.test(address))
  return isSender && (recogniser.marks === undefined || recogniser.marks.some((mark) => holds(view, mark)))
}

function isIgnored(view: LetterView, recogniser: Recogniser): boolean {
  return (recogniser.ignores ?? []).some((mark) => holds(view, mark))
}

function holds(view: LetterView, mark: Mark): boolean {
  if (mark.in === 'subject') return mark.pattern.test(view.subject)
  if (mark.in === 'link') return view.links.some((link) => mark.pattern.test(link.url))
  if (mark.in === 'header') return mark.pattern.test(getHeader(view.letter, mark.header ?? '') ?? '')
  return view.bodies.some((body) => body.some((line) => mark.pattern.test(line)))
}

/** One faulty rule must not lose a letter: what cannot be read by rule is shown as it is. */
function tryRead<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}
