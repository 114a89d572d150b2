import { expect, test } from 'vitest'
import { letterFingerprint, messageIdKey } from './fingerprint.ts'
import { buildLetter, bytes, plainOptions } from './parse.fixtures.ts'
import type { BuiltLetter } from './parse.fixtures.ts'
import { parseLetter } from './parse.ts'

const of = async (raw: Buffer) => letterFingerprint(raw, await parseLetter(raw, plainOptions))
const built = (parts: BuiltLetter) => of(buildLetter(parts))

test('the same letter by another way and in another encoding is the same', async () => {
  const first = await built({ body: 'Да, беру\r\n' })
  expect(first).toMatch(/^mid:[0-9a-f]{64}$/)
  expect(
    await of(
      bytes('Received: from x\r\nDelivered-To: y@z.example\r\n', buildLetter({ body: 'Да, беру\r\n' })),
    ),
  ).toBe(first)
  expect(
    await built({
      headers: { 'Content-Transfer-Encoding': 'base64' },
      body: Buffer.from('Да, беру\n').toString('base64'),
    }),
  ).toBe(first)
})

test('one Message-ID with other words or another sender is another letter, and that can be seen', async () => {
  const first = buildLetter({ body: 'one' })
  const others = [
    buildLetter({ body: 'two' }),
    buildLetter({ headers: { From: 'x@evil.example' }, body: 'one' }),
    buildLetter({ headers: { Subject: 'Other' }, body: 'one' }),
  ]
  for (const other of others) {
    expect(await of(other)).not.toBe(await of(first))
    expect(messageIdKey(await parseLetter(other, plainOptions))).toBe(
      messageIdKey(await parseLetter(first, plainOptions)),
    )
  }
})

test('a form that writes one Message-ID for everybody hides no customer', async () => {
  const form = (headers: Record<string, string>) =>
    built({ headers: { From: 'site@lavka.example', ...headers }, body: 'Перезвоните мне' })
  const first = await form({ 'Reply-To': 'anna@gmail.example' })
  const others = [
    await form({ 'Reply-To': 'boris@gmail.example' }),
    await form({ 'Reply-To': 'anna@gmail.example', Date: 'Fri, 05 Jun 2026 10:12:01 +0300' }),
    await form({ 'Reply-To': 'anna@gmail.example', From: 'other@lavka.example' }),
    await form({ 'Reply-To': 'anna@gmail.example', From: 'Борис <site@lavka.example>' }),
  ]
  expect(new Set([first, ...others]).size).toBe(5)
})

test('a date in another zone is the same moment, and one that cannot be is still the same letter tomorrow', async () => {
  const first = await built({ headers: { Date: 'Fri, 05 Jun 2026 10:12:00 +0300' } })
  expect(await built({ headers: { Date: 'Fri,  5 Jun 2026 07:12:00 GMT' } })).toBe(first)
  const ahead = buildLetter({ headers: { Date: 'Sat, 05 Dec 2026 10:12:00 +0300' } })
  const later = { ...plainOptions, now: new Date('2027-01-01T00:00:00Z') }
  expect(letterFingerprint(ahead, await parseLetter(ahead, later))).toBe(await of(ahead))
})

test('without a date the first server says when', async () => {
  const undated = buildLetter({ headers: { Date: '' }, body: 'Перезвоните мне' })
  const trace = (minute: number, hop: string) =>
    `Received: from ${hop} by mail.example; Fri, 05 Jun 2026 10:${minute}:00 +0300\r\n`
  const first = await of(bytes(trace(12, 'form'), undated))
  expect(await of(bytes(trace(15, 'collector'), trace(12, 'form'), undated))).toBe(first)
  expect(await of(bytes(trace(13, 'form'), undated))).not.toBe(first)
})

test('without Message-ID the bytes name the letter, but not the headers of the way', async () => {
  const raw = buildLetter({ headers: { 'Message-ID': '' }, body: 'Да\r\n' })
  const first = await of(raw)
  expect(first).toMatch(/^raw:/)
  expect(
    await of(bytes('Return-Path: <a@b.example>\r\nReceived: from x\r\n\tby y\r\nX-Spam-Score: 1\r\n', raw)),
  ).toBe(first)
  expect(await of(Buffer.from(raw.toString('latin1').replaceAll('\r\n', '\n'), 'latin1'))).toBe(first)
  expect(await of(bytes(raw, 'more'))).not.toBe(first)
  expect(messageIdKey(await parseLetter(raw, plainOptions))).toBeNull()
})
