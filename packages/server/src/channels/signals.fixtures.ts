/** What every signal of a connector must keep; for the conformance suite and the tests of connectors. */
import { expect } from 'vitest'
import type {
  CallNews,
  Inbound,
  InboundAttachment,
  InboundAuthor,
  InboundMessage,
  ReceiveOutcome,
  Signal,
  SourceObject,
  ThingRef,
} from './channel.ts'

/** Everything an outcome tells; nothing for what was ignored or unreadable. */
export function signalsOf(outcome: ReceiveOutcome | { kind: 'bad_event' }): Signal[] {
  if (outcome.kind === 'signals') return outcome.items
  if (outcome.kind !== 'interests') return []
  return outcome.items.map((interest) => ({ kind: 'interest', interest }))
}

/** What must be there once in an event: a card or a message of one name. */
export function nameOfSignal(signal: Signal): string[] {
  if (signal.kind === 'interest') return [`interest ${signal.interest.externalId}`]
  if (signal.kind === 'message') return [`message ${signal.message.chatId} ${signal.message.externalId}`]
  return []
}

export function checkSignal(signal: Signal): void {
  if (signal.kind === 'interest') checkInterest(signal.interest)
  if (signal.kind === 'message') checkMessage(signal.message)
  if (signal.kind === 'object') checkObject(signal.object)
  if (signal.kind === 'permission') checkAuthor(signal.author)
  if (signal.kind === 'call') checkCall(signal.call)
  if (signal.kind === 'withdrawn') expect(signal.externalId).not.toBe('')
  if ('of' in signal) checkRef(signal.of)
  if ('chatId' in signal) expect(signal.chatId).not.toBe('')
  if ('at' in signal) checkDate(signal.at)
}

function checkInterest(interest: Inbound): void {
  expect(interest.externalId).not.toBe('')
  expect(interest.objectKey).not.toBe('')
  checkDate(interest.occurredAt)
  expect(interest.activityClass).not.toBe('')
  expect(interest.action).toMatch(/^[a-z0-9][a-z0-9_]{0,39}$/)
  expect(interest.sourceType).toMatch(/^[a-z0-9][a-z0-9_]{0,39}$/)
  checkLinks([interest.sourceUrl])
  if (interest.author) checkAuthor(interest.author)
  for (const attachment of interest.attachments) checkAttachment(attachment)
  if (interest.rating !== null) {
    expect(interest.rating).toBeGreaterThanOrEqual(1)
    expect(interest.rating).toBeLessThanOrEqual(5)
  }
  // A folded act is named by itself; the card of many has no object of its own.
  if (interest.fold)
    expect({ key: interest.fold.key !== '', objectKey: interest.objectKey }).toEqual({
      key: true,
      objectKey: null,
    })
}

function checkMessage(message: InboundMessage): void {
  expect(message.externalId).not.toBe('')
  expect(message.chatId).not.toBe('')
  checkDate(message.occurredAt)
  if (message.windowUntil) checkDate(message.windowUntil)
  checkLinks([message.sourceUrl])
  if (message.author) checkAuthor(message.author)
  for (const attachment of message.attachments) checkAttachment(attachment)
  if (message.replyTarget.kind === 'dialog') expect(message.replyTarget.chatId).not.toBe('')
}

function checkCall(call: CallNews): void {
  expect(call.callId).not.toBe('')
  checkDate(call.at)
  if (call.startedAt) checkDate(call.startedAt)
  if (call.talkSeconds !== null) expect(call.talkSeconds).toBeGreaterThanOrEqual(0)
  for (const { id } of call.recordings) expect(id).not.toBe('')
  checkLinks(call.recordings.map(({ url }) => url))
}

function checkObject(object: SourceObject): void {
  expect(object.id).not.toBe('')
  checkLinks([object.url, object.photoUrl])
  if (object.at) checkDate(object.at)
}

function checkAuthor(author: InboundAuthor): void {
  expect(author.network).not.toBe('')
  expect(author.externalId).not.toBe('')
  checkLinks([author.profileUrl, author.photoUrl])
}

/** Bytes, an address open to all, or a name for `fetchFile`: else nobody can ever see it. */
function checkAttachment(attachment: InboundAttachment): void {
  expect(attachment.name).not.toBe('')
  const { content, url, remoteRef } = attachment
  expect(content !== null || url !== null || Boolean(remoteRef)).toBe(true)
  checkLinks([url])
}

function checkRef(of: ThingRef): void {
  for (const value of Object.values(of)) expect(value).not.toBe('')
}

function checkDate(date: Date): void {
  expect(Number.isNaN(date.getTime())).toBe(false)
}

/** Links that a person may open: no `javascript:`, no `data:`. */
function checkLinks(links: readonly (string | null)[]): void {
  const given = links.flatMap((link) => link ?? [])
  expect(given.filter((link) => !/^https?:$/.test(new URL(link).protocol))).toEqual([])
}
