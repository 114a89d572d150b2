import { describe, expect, test } from 'vitest'
import type { Letter, SenderTrust } from '../letter.ts'
import { contextOf, listFixtures, listFolders, readFixtureLetter } from './fixture-letter.ts'
import { isKnownSender, letterId, recogniseLetter } from './recogniser.ts'
import { recognisers } from './registry.ts'
import { isProven } from './trust.ts'

const networks = recognisers.filter((one) => one.unproven === 'plain').map((one) => one.id)
const setting = { trust: 'none' }
const unproven: SenderTrust = { proof: 'none', signedBy: [], doubts: [] }

async function readAll(folders: readonly string[]): Promise<Letter[]> {
  const names = folders.flatMap((folder) => listFixtures(folder).map((name) => ({ folder, name })))
  return Promise.all(names.map(({ folder, name }) => readFixtureLetter(folder, name, setting)))
}

describe('a network letter that nothing proves', () => {
  test.each(networks)('%s: no network card, no link, no key, nobody to answer', async (folder) => {
    for (const letter of await readAll([folder])) {
      const { recogniser, inbound } = recogniseLetter(letter, contextOf(setting))
      expect(recogniser).toBe('plain')
      expect(inbound).toMatchObject({
        sourceType: 'mailbox',
        activityClass: 'mail',
        sourceUrl: null,
        objectKey: null,
        productHint: null,
        replyTarget: null,
        author: { externalId: null, email: null },
      })
      expect(inbound.warnings).toContain('sender_unverified')
    }
  })

  test('a second From makes even a signed letter unproven', async () => {
    const signed: SenderTrust = { proof: 'dkim', signedBy: ['notify.vk.com'], doubts: [] }
    const letter = await readFixtureLetter('vk', 'comment-post-ru', setting)
    expect(recogniseLetter({ ...letter, trust: signed }, contextOf(setting)).recogniser).toBe('vk')
    expect(recogniseLetter({ ...letter, trust: signed, fromCount: 2 }, contextOf(setting)).recogniser).toBe(
      'plain',
    )
  })
})

test('an unproven notification is still taken before the tests for lists', async () => {
  const letter = await readFixtureLetter('vk', 'forged-unsigned', setting)
  expect(isKnownSender(letter)).toBe(true)
  expect(isKnownSender(await readFixtureLetter('avito', 'digest-ignored', setting))).toBe(false)
  expect(isKnownSender(await readFixtureLetter('person', 'plain', setting))).toBe(false)
})

test('an attached letter sent on by hand is read, marked and not believed', async () => {
  const outer = await readFixtureLetter('person', 'plain', setting)
  const inner = await readFixtureLetter('vk', 'comment-post-ru', setting)
  const { recogniser, inbound } = recogniseLetter(outer, { ...contextOf(setting), forwarded: inner })
  expect(recogniser).toBe('vk')
  expect(inbound).toMatchObject({ sourceType: 'vk', sourceUrl: null, objectKey: null })
  expect(inbound.warnings).toEqual(['sender_unverified', 'forwarded'])
})

describe('keys of objects', () => {
  test('an unproven letter never carries the key a proven one would', async () => {
    for (const letter of await readAll(listFolders())) {
      const key = recogniseLetter({ ...letter, trust: unproven }, contextOf(setting)).inbound.objectKey
      expect(key === null || key.startsWith('unverified:')).toBe(true)
    }
  })
})

describe('isProven', () => {
  const rule = { signedBy: ['notify.vk.com'], unproven: 'plain' as const }
  const cases: [string, boolean][] = [
    ['notify.vk.com', true],
    ['vk.com', true],
    ['NOTIFY.VK.COM', true],
    ['com', false],
    ['k.com', false],
    ['evil.notify.vk.com', false],
    ['notify.vk.com.evil.example', false],
    ['vk.com.ru', false],
  ]
  test.each(cases)('signature of %s: %s', async (domain, expected) => {
    const letter = await readFixtureLetter('vk', 'comment-post-ru', { trust: `dkim:${domain}` })
    expect(isProven(letter, rule)).toBe(expected)
  })
})

describe('letterId', () => {
  test('is stable, and differs for a copied Message-ID from another domain', async () => {
    const letter = await readFixtureLetter('person', 'plain', setting)
    const stranger = { ...letter, from: { address: 'x@evil.example', name: null } }
    expect(letterId(letter)).toBe(letterId({ ...letter, trust: unproven }))
    expect(letterId(letter)).not.toBe(letterId(stranger))
    expect(letterId({ ...letter, messageId: null })).not.toBe(
      letterId({ ...letter, messageId: null, text: 'other' }),
    )
  })
})
