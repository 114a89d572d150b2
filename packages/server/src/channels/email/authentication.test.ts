import { generateKeyPairSync } from 'node:crypto'
import { dkimSign } from 'mailauth/lib/dkim/sign.js'
import { describe, expect, test } from 'vitest'
import { isAligned } from './authentication.ts'
import { buildLetter, bytes, plainOptions } from './parse.fixtures.ts'
import { parseLetter } from './parse.ts'
import type { ParseOptions } from './parse.ts'

const pair = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})
const keys = Object.fromEntries(
  ['notify.example', 'mail.notify.example', 'other.example'].map((domain) => [
    `s1._domainkey.${domain}`,
    `v=DKIM1; k=rsa; p=${pair.publicKey.toString('base64')}`,
  ]),
)
const options: ParseOptions = { ...plainOptions, dkimKeys: keys }
const plain = buildLetter({ headers: { From: 'VK <admin@mail.notify.example>' }, body: 'hello\r\n' })

async function signed(domain: string, raw = plain): Promise<Buffer> {
  const { signatures } = await dkimSign(raw, {
    signingDomain: domain,
    selector: 's1',
    privateKey: pair.privateKey,
    signatureData: [{ signingDomain: domain, selector: 's1', privateKey: pair.privateKey }],
  })
  return bytes(signatures, raw)
}
const trustOf = async (raw: Buffer, changed: Partial<ParseOptions> = {}) =>
  (await parseLetter(raw, { ...options, ...changed })).trust

describe('own check of signatures', () => {
  test('the domain itself and a parent of it', async () => {
    expect(await trustOf(await signed('mail.notify.example'))).toEqual({
      proof: 'dkim',
      signedBy: ['mail.notify.example'],
      doubts: [],
    })
    expect((await trustOf(await signed('notify.example'))).proof).toBe('dkim')
  })

  test('a stranger signs, the body is changed, nobody signs', async () => {
    const stranger = await trustOf(await signed('other.example'))
    expect(stranger).toMatchObject({ proof: 'none', signedBy: ['other.example'] })
    expect(stranger.doubts[0]).toContain('other.example')
    const changed = Buffer.from(
      (await signed('notify.example')).toString('latin1').replace('hello', 'HELLO'),
      'latin1',
    )
    expect(await trustOf(changed)).toMatchObject({ proof: 'none', signedBy: [] })
    expect((await trustOf(plain)).proof).toBe('none')
  })

  test('a second From takes the proof away', async () => {
    const raw = bytes('From: Bank <bank@notify.example>\r\n', await signed('notify.example'))
    expect(await trustOf(raw)).toMatchObject({
      proof: 'none',
      doubts: ['the letter names 2 senders in From'],
    })
  })

  test('a resolver that fails or is absent proves nothing', async () => {
    const raw = await signed('notify.example')
    expect((await trustOf(raw, { resolver: () => Promise.reject(new Error('no network')) })).proof).toBe(
      'none',
    )
    expect((await trustOf(raw, { dkimKeys: 'none' })).proof).toBe('none')
  })
})

describe('the verdict of our server', () => {
  const withVerdict = (value: string, raw = plain) => bytes(`Authentication-Results: ${value}\r\n`, raw)
  const own = { ownAuthServers: ['mx.lavka.example', '*.yp-c.example'] }

  test('counts from our name only, and only the topmost', async () => {
    const good =
      'mx.lavka.example; spf=pass smtp.mailfrom=x; dkim=pass (2048 bit) header.i=@notify.example header.s=s1'
    expect(await trustOf(withVerdict(good), own)).toMatchObject({
      proof: 'dkim',
      signedBy: ['notify.example'],
    })
    expect((await trustOf(withVerdict(good))).proof).toBe('none')
    expect((await trustOf(withVerdict(good.replace('mx.lavka', 'mx.evil')), own)).proof).toBe('none')
    expect((await trustOf(withVerdict('mx.evil.example; dkim=none', withVerdict(good)), own)).proof).toBe(
      'none',
    )
    expect(
      (await trustOf(withVerdict('vla1.yp-c.example 1; dkim=pass header.d=notify.example'), own)).proof,
    ).toBe('dkim')
  })

  test('a refusal is final, comments count for nothing, DMARC and SPF are no proof', async () => {
    const raw = await signed('notify.example')
    expect(
      (await trustOf(withVerdict('mx.lavka.example; dkim=fail header.d=notify.example', raw), own)).proof,
    ).toBe('none')
    expect(
      (await trustOf(withVerdict('mx.lavka.example; spf=pass (x; dkim=pass header.d=notify.example)'), own))
        .proof,
    ).toBe('none')
    expect(
      (await trustOf(withVerdict('mx.lavka.example; dmarc=pass header.from=notify.example; spf=pass'), own))
        .proof,
    ).toBe('none')
  })

  test('when our server could not tell, the signature is checked here', async () => {
    expect(
      (await trustOf(withVerdict('mx.lavka.example; dkim=temperror', await signed('notify.example')), own))
        .proof,
    ).toBe('dkim')
  })
})

test('a secret collector address proves its site', async () => {
  const collectorAddresses = ['inbox+site-7hq2@lavka.example']
  for (const name of ['To', 'Delivered-To', 'X-Original-To']) {
    expect(
      (
        await trustOf(buildLetter({ headers: { [name]: 'Inbox+Site-7HQ2@lavka.example' } }), {
          collectorAddresses,
        })
      ).proof,
    ).toBe('collector')
  }
  expect((await trustOf(plain, { collectorAddresses })).proof).toBe('none')
})

test('alignment', () => {
  expect(isAligned('vk.com', 'notify.vk.com')).toBe(true)
  expect(isAligned('VK.com.', 'vk.com')).toBe(true)
  expect(isAligned('k.com', 'vk.com')).toBe(false)
  expect(isAligned('notify.vk.com', 'vk.com')).toBe(false)
  expect(isAligned('com', 'vk.com')).toBe(false)
})
