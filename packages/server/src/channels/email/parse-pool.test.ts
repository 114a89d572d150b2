import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { dkimSign } from 'mailauth/lib/dkim/sign.js'
import { afterEach, describe, expect, test } from 'vitest'
import { buildLetter, bytes, multipart, plainOptions } from './parse.fixtures.ts'
import { createLetterPool } from './parse-pool.ts'
import type { LetterPool } from './parse-pool.ts'
import { parseLetter } from './parse.ts'

let pool: LetterPool | undefined
afterEach(async () => {
  await pool?.close()
  pool = undefined
})

const open = (settings: { timeoutMs?: number; memoryMb?: number; size?: number } = {}) => {
  pool = createLetterPool({
    size: settings.size ?? 2,
    timeoutMs: settings.timeoutMs ?? 20_000,
    memoryMb: settings.memoryMb ?? 256,
  })
  return pool
}
const withFile = buildLetter({
  headers: { 'Content-Type': 'multipart/mixed; boundary=b' },
  body: multipart('b', [
    'Content-Type: text/plain; charset=utf-8\r\n\r\nДа',
    'Content-Type: application/octet-stream; name=a.bin\r\nContent-Transfer-Encoding: base64\r\n\r\nAAECAwQF',
  ]),
})
// Tags nested so deep that the conversion to text takes seconds.
const slow = buildLetter({
  headers: { 'Content-Type': 'text/html' },
  body: '<!--[if'.repeat(150_000) + '<b>'.repeat(150_000),
})

describe('createLetterPool', () => {
  test('gives what parseLetter gives, files included, and leaves the bytes to the caller', async () => {
    const letter = await open().parse(withFile, plainOptions)
    expect(letter).toEqual(await parseLetter(withFile, plainOptions))
    expect([...(letter.attachments[0]?.content ?? [])]).toEqual([0, 1, 2, 3, 4, 5])
    expect(withFile.length).toBeGreaterThan(0)
  })

  test('many at once come back each to its own caller', async () => {
    const parser = open()
    const subjects = Array.from({ length: 60 }, (_, index) => `Letter ${index}`)
    const letters = await Promise.all(
      subjects.map((subject) => parser.parse(buildLetter({ headers: { Subject: subject } }), plainOptions)),
    )
    expect(letters.map((letter) => letter.subject)).toEqual(subjects)
  })

  test('signatures are checked in the thread with the keys that are handed over', async () => {
    const pair = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'der' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    })
    const signer = { signingDomain: 'pochta.example', selector: 's1', privateKey: pair.privateKey }
    const raw = buildLetter()
    const { signatures } = await dkimSign(raw, { ...signer, signatureData: [signer] })
    const dkimKeys = {
      's1._domainkey.pochta.example': `v=DKIM1; k=rsa; p=${pair.publicKey.toString('base64')}`,
    }
    const letter = await open().parse(bytes(signatures, raw), { ...plainOptions, dkimKeys })
    expect(letter.trust).toEqual({ proof: 'dkim', signedBy: ['pochta.example'], doubts: [] })
  })

  test('errors keep their kind', async () => {
    await expect(open().parse(new Uint8Array(0), plainOptions)).rejects.toMatchObject({
      name: 'LetterError',
      kind: 'unreadable',
    })
  })

  test('a letter over its time is given up, the next one is read', async () => {
    const parser = open({ size: 1, timeoutMs: 30 })
    await expect(parser.parse(slow, plainOptions)).rejects.toMatchObject({ kind: 'too_heavy' })
    await pool?.close()
    const patient = open({ size: 1 })
    const [first, second] = [
      patient.parse(withFile, plainOptions),
      patient.parse(buildLetter(), plainOptions),
    ]
    expect((await first).text).toBe('Да')
    expect((await second).text).toBe('Hello')
  })

  test('a letter over its memory ends its thread alone', async () => {
    const parser = open({ size: 1, memoryMb: 24, timeoutMs: 60_000 })
    const greedy = buildLetter({ headers: { 'Content-Type': 'text/html' }, body: '<p>a'.repeat(500_000) })
    await expect(parser.parse(greedy, plainOptions)).rejects.toMatchObject({ kind: 'too_heavy' })
    expect((await parser.parse(buildLetter(), plainOptions)).text).toBe('Hello')
  })

  test('closing rejects what waits', async () => {
    const parser = open({ size: 1 })
    const results = [parser.parse(withFile, plainOptions), parser.parse(withFile, plainOptions)].map(
      (result) => result.catch((error: unknown) => error),
    )
    await parser.close()
    for (const result of await Promise.all(results)) expect(result).toMatchObject({ name: 'LetterPoolError' })
    await expect(parser.parse(withFile, plainOptions)).rejects.toMatchObject({ name: 'LetterPoolError' })
  })

  test('runs under plain Node, which may end while threads rest', () => {
    const code = `import { createLetterPool } from ${JSON.stringify(new URL('./parse-pool.ts', import.meta.url).href)}
      const pool = createLetterPool({ size: 1, timeoutMs: 20000, memoryMb: 128 })
      const letter = await pool.parse(Buffer.from('From: a@b.example\\r\\nSubject: hi\\r\\n\\r\\nbody'), { ownAuthServers: [], collectorAddresses: [] })
      console.log(letter.subject + ' ' + letter.text)`
    expect(
      execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' }).trim(),
    ).toBe('hi body')
  })
})
