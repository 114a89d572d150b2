/** A small world with known answers: a coffee shop's November, Moscow time. Figures are counted by hand in the tests. */
import type { Inbound } from '../channels/channel.ts'
import { buildAuthor, newInterest } from '../interests/interests.fixtures.ts'
import type { Harness, TestPerson, TestWorkspace } from './harness.ts'

export const noon22 = new Date('2026-11-22T09:00:00Z')
export const november = { from: '2026-10-31T21:00:00.000Z', to: '2026-11-30T21:00:00.000Z' }
export const working = ['positive_neutral', 'negative', 'critical'] as const

export interface SmallWorld {
  place: TestWorkspace
  pavel: TestPerson
  vera: TestPerson
  coffeeId: string
  teaId: string
}

const olga = buildAuthor({ externalId: 'olga', name: 'Ольга', email: 'olga@example.test' })
const olgaOfTheForm = buildAuthor({
  network: 'site',
  externalId: null,
  name: 'Ольга С.',
  email: 'olga@example.test',
})
const ivan = buildAuthor({ externalId: 'ivan', name: 'Иван' })
const petr = buildAuthor({ network: '2gis', externalId: 'petr', name: 'Пётр', email: 'petr@example.test' })
const petrOfVk = buildAuthor({ externalId: 'petr-vk', name: 'Петя', email: 'petr@example.test' })
const anna = buildAuthor({
  network: 'mail',
  externalId: 'anna@example.test',
  name: 'Анна',
  email: 'anna@example.test',
})
const passerBy = buildAuthor({ externalId: 'passer', name: 'Прохожий' })

export async function smallWorld(harness: Harness): Promise<SmallWorld> {
  const place = await harness.newWorkspace()
  const pavel = await place.join('manager', 'Павел')
  const vera = await place.join('manager', 'Вера')
  const coffee = await place.owner.client.products.create({ name: 'Кофе Брест', synonyms: ['кофе'] })
  const tea = await place.owner.client.products.create({ name: 'Чай Улун', synonyms: ['улун'] })
  const card = (at: string, inbound: Partial<Inbound>, lateBy = 0): Promise<string> => {
    harness.clock.set(new Date(Date.parse(at) + lateBy * 1000))
    return place.run((ctx) => newInterest(ctx, { occurredAt: new Date(at), ...inbound }))
  }
  const prove = async (id: string, by: TestPerson, afterSeconds: number): Promise<void> => {
    harness.clock.advance(afterSeconds * 1000)
    await by.client.interests.addProof({ id, link: 'https://example.test/answer' })
  }
  // Before the period: the first stands in the previous one, the other two in neither.
  await card('2026-10-01T21:00:00.000Z', { author: olga, text: 'Привет' })
  await card('2026-10-23T09:00:00.000Z', { author: passerBy, text: 'Ровно в полдень' })
  await card('2026-10-31T20:59:59.999Z', { author: passerBy, text: 'За миг до ноября' })
  // Sunday, the first minute of November.
  await prove(await card('2026-10-31T21:00:00.000Z', { author: olga, text: 'Какой кофе?' }, 30), pavel, 60)
  // Monday, ten o'clock, twice.
  await prove(
    await card('2026-11-02T07:30:00.000Z', { author: ivan, text: 'Почём кофе?', action: 'question' }),
    pavel,
    120,
  )
  const form = {
    sourceType: 'site_form',
    activityClass: 'site_form',
    action: 'form_submission',
    isPublic: false,
  } as const
  const asked = await card('2026-11-02T07:45:00.000Z', { ...form, author: olgaOfTheForm, text: 'Хочу кофе' })
  await vera.client.interests.process({ id: asked, way: 'no_reply_needed', reason: 'Позвонила сама' })
  // Tuesday to Wednesday, a millisecond apart.
  await card('2026-11-10T20:59:59.999Z', {
    sourceType: '2gis',
    activityClass: 'review',
    action: 'review',
    author: petr,
    rating: 1,
    text: 'Плохо',
  })
  const letter = { sourceType: 'mailbox', activityClass: 'mail', action: 'email', isPublic: false } as const
  await prove(
    await card('2026-11-10T21:00:00.000Z', { ...letter, author: anna, text: 'Есть улун?' }),
    vera,
    3600,
  )
  // Saturday.
  await card('2026-11-21T12:00:00.000Z', { author: petrOfVk, text: 'Ответит кто-нибудь?' })
  const junk = await card('2026-11-21T13:00:00.000Z', { author: passerBy, text: 'Реклама' })
  await pavel.client.interests.update({ id: junk, level: 'junk' })
  harness.clock.set(noon22)
  return { place, pavel, vera, coffeeId: coffee.id, teaId: tea.id }
}
