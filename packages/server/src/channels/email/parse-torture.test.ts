import { describe, expect, test } from 'vitest'
import { classifyLetter } from './classify.ts'
import { letterFingerprint } from './fingerprint.ts'
import { readForwardedLetter } from './forwarded.ts'
import { buildLetter, bytes, multipart, plainOptions } from './parse.fixtures.ts'
import { LetterError } from './parse-limits.ts'
import { parseLetter } from './parse.ts'

/** Repeatable: the same letters in each run. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

function sound(): Buffer {
  const inner = multipart('in', [
    'Content-Type: text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=CF=F0=E8=E2=E5=F2=\r\n!',
    'Content-Type: text/html; charset=utf-8\r\n\r\n<table><tr><td>Привет!</td></tr></table>',
  ])
  const outer = multipart('out', [
    bytes('Content-Type: multipart/alternative; boundary="in"\r\n\r\n', inner),
    `Content-Type: image/png; name="=?utf-8?B?0YTQvtGC0L4ucG5n?="\r\nContent-Transfer-Encoding: base64\r\n\r\n${png}`,
    'Content-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\nSubject: inner\r\n\r\nbody',
  ])
  return buildLetter({
    headers: { Subject: '=?koi8-r?Q?=F0=D2=C9=D7=C5=D4?=', 'Content-Type': 'multipart/mixed; boundary=out' },
    body: outer,
  })
}

type Spoil = (raw: Buffer, random: () => number) => Buffer

const spoilers: Record<string, Spoil> = {
  'cut short': (raw, random) => raw.subarray(0, Math.floor(random() * raw.length)),
  'random bytes': (raw, random) => {
    const copy = Buffer.from(raw)
    for (let count = 0; count < 40; count++)
      copy[Math.floor(random() * copy.length)] = Math.floor(random() * 256)
    return copy
  },
  NULs: (raw, random) => {
    const place = Math.floor(random() * raw.length)
    return bytes(raw.subarray(0, place), Buffer.alloc(50), raw.subarray(place))
  },
  'lost boundary': (raw, random) =>
    Buffer.from(raw.toString('latin1').replaceAll(random() < 0.5 ? '--out' : 'boundary=', ''), 'latin1'),
  'broken base64': (raw, random) =>
    Buffer.from(raw.toString('latin1').replace('iVBOR', random() < 0.5 ? 'i=V==!?' : '\u00ff*('), 'latin1'),
  'doubled piece': (raw, random) => {
    const from = Math.floor(random() * raw.length)
    return bytes(raw.subarray(0, from), raw.subarray(Math.floor(from / 2)))
  },
  'bare newlines': (raw, random) =>
    Buffer.from(raw.toString('latin1').replaceAll('\r\n', random() < 0.5 ? '\n' : '\r'), 'latin1'),
  'shuffled lines': (raw, random) =>
    Buffer.from(
      raw
        .toString('latin1')
        .split('\r\n')
        .toSorted(() => random() - 0.5)
        .join('\r\n'),
      'latin1',
    ),
}

async function outcome(raw: Uint8Array): Promise<string> {
  try {
    const letter = await parseLetter(raw, plainOptions)
    structuredClone(letter)
    classifyLetter(letter, { ownAddresses: [], instanceId: 'x', knownSender: () => false })
    letterFingerprint(raw, letter)
    await readForwardedLetter(letter, plainOptions)
    return letter.text === '' || letter.reply !== '' ? 'letter' : 'empty reply'
  } catch (error) {
    return error instanceof LetterError ? error.kind : `threw ${String(error)}`
  }
}

describe('letters spoilt on the way', () => {
  test.each(Object.entries(spoilers))('%s', async (_name, spoil) => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = randomOf(seed * 7919)
      expect(['letter', 'unreadable']).toContain(await outcome(spoil(sound(), random)))
    }
  })
})

describe('letters made to break a parser', () => {
  const nested = (depth: number) => {
    let head = ''
    for (let level = 0; level < depth; level++)
      head += `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`
    return bytes(`From: a@b.example\r\n${head}Content-Type: text/plain\r\n\r\nend`)
  }
  const flat = (count: number) =>
    buildLetter({
      headers: { 'Content-Type': 'multipart/mixed; boundary=b' },
      body: multipart(
        'b',
        Array.from({ length: count }, () => 'Content-Type: text/plain\r\n\r\nx'),
      ),
    })

  test('10,000 nested parts', async () => expect(await outcome(nested(10_000))).toBe('too_deep'))
  test('10,000 parts in a row', async () => expect(await outcome(flat(10_000))).toBe('too_many_parts'))
  test('1,000 parts are read', async () => expect(await outcome(flat(1000))).toBe('letter'))
  test('too many bytes', async () => {
    await expect(
      parseLetter(buildLetter({ body: 'x'.repeat(2000) }), { ...plainOptions, limits: { bytes: 1000 } }),
    ).rejects.toMatchObject({ kind: 'too_large' })
  })
  test('no letter at all', async () => {
    for (const raw of [
      Buffer.alloc(0),
      Buffer.from('\r\n\r\n'),
      Buffer.alloc(5000),
      Buffer.from('just words without any header'),
    ])
      expect(await outcome(raw)).toBe('unreadable')
  })
  test('5,000 recipients', async () => {
    const to = Array.from({ length: 5000 }, (_, index) => `user${index}@example.com`).join(',\r\n ')
    const letter = await parseLetter(buildLetter({ headers: { To: to } }), plainOptions)
    expect(letter.to.length).toBeGreaterThan(1000)
  })

  const long = 200_000
  const hostile: [string, Record<string, string>, string][] = [
    [
      'headers of blanks',
      { Subject: `a${' '.repeat(long)}b`, From: `"${' '.repeat(long)}x" <a@b.example>` },
      'x',
    ],
    ['open quotes', { From: '"'.repeat(long), To: '<'.repeat(long), Cc: '('.repeat(long) }, 'x'],
    ['open words', { Subject: '=?utf-8?Q?'.repeat(long / 10) }, 'x'],
    ['parameters', { 'Content-Type': `text/plain${'; a=b'.repeat(long / 5)}` }, 'x'],
    ['deep tags', { 'Content-Type': 'text/html' }, '<div>'.repeat(long / 5)],
    ['deep quotes', { 'Content-Type': 'text/html' }, '<blockquote>'.repeat(long / 10)],
    ['open tags', { 'Content-Type': 'text/html' }, '<'.repeat(long)],
    ['open comments', { 'Content-Type': 'text/html' }, '<!--[if'.repeat(long / 10)],
    ['entities', { 'Content-Type': 'text/html' }, '&#x41;&amp'.repeat(long / 10)],
    ['one line', {}, 'слово '.repeat(long)],
    ['marks of quotes', {}, '>'.repeat(long)],
    ['colons', {}, 'От: 5 июня 2026 a@b.example:\n'.repeat(long / 30)],
    [
      'addresses without end',
      { From: 'mailer-daemon@a.example', Subject: 'failure notice' },
      'a@'.repeat(long),
    ],
    [
      'codes without end',
      { From: 'noreply@a.example', Subject: 'Код подтверждения' },
      'код подтверждения '.repeat(long / 20),
    ],
    ['blank forwards', { Subject: 'Fwd: x' }, `From: a@b.example\n${'> \n'.repeat(long / 4)}`],
    [
      'reports without end',
      { 'Content-Type': 'message/delivery-status' },
      'Action: failed\n\n'.repeat(long / 20),
    ],
    ['blanks and newlines', {}, ' \n'.repeat(long)],
    ['tabs', {}, `a${'\t'.repeat(long)}b`],
    ['underlines', {}, `${'_'.repeat(long)}\n${'-'.repeat(long)}`],
    ['plain that says HTML', {}, `<div>${'<p>'.repeat(long / 4)}</div>`],
  ]
  test.each(hostile)('%s', async (_name, headers, body) => {
    expect(await outcome(buildLetter({ headers, body }))).toBe('letter')
  })
})
