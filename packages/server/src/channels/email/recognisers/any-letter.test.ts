import { describe, expect, test } from 'vitest'
import type { Letter, SenderTrust } from '../letter.ts'
import { contextOf, listFixtures, listFolders, readFixtureLetter, receivedAt } from './fixture-letter.ts'
import { isKnownSender, recogniseLetter } from './recogniser.ts'
import type { Recognised } from './recogniser.ts'

const context = contextOf({ trust: 'none' })
const trusts: SenderTrust[] = [
  { proof: 'none', signedBy: [], doubts: [] },
  { proof: 'collector', signedBy: [], doubts: [] },
  {
    proof: 'dkim',
    signedBy: ['vk.com', 'ok.ru', 'facebookmail.com', 'tilda.ws', 'avito.ru', 'yandex.ru'],
    doubts: [],
  },
]

/** Same numbers in every run: a failure can be repeated. */
function createRandom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state % below
  }
}

function expectUsable({ inbound, reason, recogniser }: Recognised): void {
  expect(inbound.text.trim()).not.toBe('')
  expect(inbound.externalId).toMatch(/^(?:mid|raw):[0-9a-f]{64}$/)
  expect(recogniser).not.toBe('')
  expect(reason.ru).not.toBe('')
  expect(Number.isNaN(inbound.occurredAt.getTime())).toBe(false)
  expect(inbound.sourceUrl ?? 'https://none').toMatch(/^https?:\/\//)
  expect(inbound.author?.photoUrl ?? 'https://none').toMatch(/^https:\/\//)
  expect(inbound.rating === null || (inbound.rating >= 1 && inbound.rating <= 5)).toBe(true)
}

async function readAll(): Promise<Letter[]> {
  const names = listFolders().flatMap((folder) => listFixtures(folder).map((name) => ({ folder, name })))
  return Promise.all(names.map(({ folder, name }) => readFixtureLetter(folder, name, { trust: 'none' })))
}

describe('any letter', () => {
  test('gives a usable interest under every proof', async () => {
    expect.hasAssertions()
    for (const letter of await readAll()) {
      for (const trust of trusts) expectUsable(recogniseLetter({ ...letter, trust }, context))
    }
  })

  test('cut short anywhere, still gives a usable interest', async () => {
    const random = createRandom(20261122)
    for (const letter of await readAll()) {
      for (const trust of trusts) {
        const cut = (text: string) => text.slice(0, random(text.length + 1))
        const shorter = {
          ...letter,
          trust,
          text: cut(letter.text),
          reply: '',
          rawHtml: letter.rawHtml === null ? null : cut(letter.rawHtml),
          subject: cut(letter.subject),
        }
        expectUsable(recogniseLetter(shorter, context))
        expect(typeof isKnownSender(shorter)).toBe('boolean')
      }
    }
  })

  test('with parts of letters mixed at random, still gives a usable interest', async () => {
    const random = createRandom(7)
    const all = await readAll()
    const pick = () => all[random(all.length)] ?? null
    expect.hasAssertions()
    for (let round = 0; round < 400; round += 1) {
      const [head, body, markup] = [pick(), pick(), pick()]
      if (head === null || body === null || markup === null) throw new Error('no fixtures')
      const trust = trusts[random(trusts.length)] ?? head.trust
      const lines = body.text.split('\n')
      const text = lines.toSorted(() => random(3) - 1).join('\n')
      expectUsable(recogniseLetter({ ...head, trust, text, reply: text, rawHtml: markup.rawHtml }, context))
    }
  })

  test('with nothing in it, is shown as empty and not lost', async () => {
    const base = await readFixtureLetter('person', 'empty', { trust: 'none' })
    const nothing = {
      ...base,
      from: null,
      fromCount: 0,
      messageId: null,
      date: null,
      headers: [],
      subject: '',
      text: '',
      reply: '',
    }
    const { inbound, recogniser } = recogniseLetter(nothing, context)
    expect(recogniser).toBe('person')
    expect(inbound).toMatchObject({ text: '—', author: null, replyTarget: null, occurredAt: receivedAt })
  })

  test('of great length is read in bounded work', async () => {
    const base = await readFixtureLetter('vk', 'comment-post-ru', { trust: 'dkim:vk.com' })
    expect.hasAssertions()
    const texts = [
      'а '.repeat(400_000),
      '«'.repeat(100_000),
      'Имя: '.repeat(60_000),
      `${'x'.repeat(90_000)}@`,
      'a\n'.repeat(200_000),
      '<table><tr><td>'.repeat(20_000),
    ]
    for (const text of texts) {
      for (const trust of trusts)
        expectUsable(recogniseLetter({ ...base, trust, text, reply: text, rawHtml: text }, context))
    }
  })
})
