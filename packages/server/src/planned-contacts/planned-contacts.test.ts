import { beforeEach, expect, test } from 'vitest'
import { buildAuthor, newInterest } from '../interests/interests.fixtures.ts'
import { tellAll } from '../notices/notices.jobs.ts'
import { useHarness } from '../test/harness.ts'
import { remindPlanned } from './planned-contacts.jobs.ts'

const harness = useHarness({ jobs: false })
const noon = new Date('2026-11-22T09:00:00Z')
const hour = 3_600_000

beforeEach(() => harness().clock.set(noon))

const later = (hours: number) => new Date(noon.getTime() + hours * hour).toISOString()

async function shop() {
  const place = await harness().newWorkspace()
  const manager = await place.join('manager', 'Мария')
  const olga = () => buildAuthor({ externalId: 'olga', name: 'Ольга Серова' })
  const ids = await place.run(async (ctx) => [
    await newInterest(ctx, { author: olga(), text: 'Есть зёрна?' }),
    await newInterest(ctx, { author: olga(), text: 'А помол?' }),
  ])
  const remind = async () => {
    await remindPlanned(harness().program.platform)
    await tellAll(harness().program.platform, place.id)
  }
  return { place, manager, card: ids[0] ?? '', other: ids[1] ?? '', remind }
}

test('a contact planned from a card is seen on every card of the person and on the list', async () => {
  const { manager, card, other } = await shop()
  const planned = await manager.client.plannedContacts.create({
    interestId: card,
    dueAt: later(2),
    what: 'Позвонить про помол',
  })
  expect(planned).toMatchObject({
    authorName: 'Ольга Серова',
    what: 'Позвонить про помол',
    member: { name: 'Мария' },
    overdue: false,
    state: 'planned',
  })
  for (const id of [card, other])
    expect((await manager.client.interests.get({ id })).planned).toMatchObject({
      id: planned.id,
      what: 'Позвонить про помол',
      overdue: false,
    })
  const contactId = planned.contactId ?? ''
  expect((await manager.client.plannedContacts.list({ contactId })).items).toHaveLength(1)
  harness().clock.advance(3 * hour)
  expect((await manager.client.interests.get({ id: other })).planned?.overdue).toBe(true)
  expect(await manager.client.plannedContacts.counts()).toEqual({ planned: 1, overdue: 1 })
})

test('the overdue stand first, pages follow without gap', async () => {
  const { manager, card } = await shop()
  for (const [what, hours] of [
    ['третий', 30],
    ['первый', 1],
    ['второй', 5],
  ] as const)
    await manager.client.plannedContacts.create({ interestId: card, dueAt: later(hours), what })
  harness().clock.advance(6 * hour)
  const first = await manager.client.plannedContacts.list({ memberId: 'me', limit: 2 })
  expect(first.items.map(({ what, overdue }) => [what, overdue])).toEqual([
    ['первый', true],
    ['второй', true],
  ])
  const rest = await manager.client.plannedContacts.list({ limit: 2, cursor: first.nextCursor ?? '' })
  expect(rest.items.map(({ what, overdue }) => [what, overdue])).toEqual([['третий', false]])
})

test('it is told at its time, again every day, and no more when it is done', async () => {
  const { manager, place, card, remind } = await shop()
  const { id } = await manager.client.plannedContacts.create({
    interestId: card,
    dueAt: later(2),
    what: 'Позвонить',
  })
  const told = async () =>
    (await manager.client.notices.list({})).items.map(({ kind, count }) => [kind, count])
  await remind()
  expect(await told()).not.toContainEqual(['planned_contact', 1])
  harness().clock.advance(2 * hour)
  await remind()
  await remind()
  const [notice] = (await manager.client.notices.list({})).items.filter(
    ({ kind }) => kind === 'planned_contact',
  )
  expect(notice).toMatchObject({ who: 'Ольга Серова', text: 'Позвонить', count: 1 })
  expect((await place.owner.client.notices.list({})).items.map(({ kind }) => kind)).not.toContain(
    'planned_contact',
  )
  harness().clock.advance(23 * hour)
  await remind()
  expect(await told()).toContainEqual(['planned_contact', 1])
  harness().clock.advance(hour)
  await remind()
  expect(await told()).toContainEqual(['planned_contact', 2])
  await manager.client.plannedContacts.close({ id, state: 'done' })
  harness().clock.advance(48 * hour)
  await remind()
  expect(await told()).toContainEqual(['planned_contact', 2])
  expect((await manager.client.interests.get({ id: card })).planned).toBeNull()
})

test('moved, it keeps silent until its new time; given to a colleague, it tells the colleague', async () => {
  const { place, manager, card, remind } = await shop()
  const vera = await place.join('manager', 'Вера')
  const { id } = await manager.client.plannedContacts.create({
    interestId: card,
    dueAt: later(1),
    what: 'Написать',
  })
  await manager.client.plannedContacts.update({ id, dueAt: later(5), memberId: vera.memberId })
  const told = async (person: typeof vera) =>
    (await person.client.notices.list({})).items.filter(({ kind }) => kind === 'planned_contact').length
  harness().clock.advance(2 * hour)
  await remind()
  expect([await told(manager), await told(vera)]).toEqual([0, 0])
  harness().clock.advance(3 * hour)
  await remind()
  expect([await told(manager), await told(vera)]).toEqual([0, 1])
})

test('done and cancelled can be taken back, and every step stands in the history', async () => {
  const { manager, card } = await shop()
  const { id } = await manager.client.plannedContacts.create({
    interestId: card,
    dueAt: later(1),
    what: 'Написать',
  })
  await manager.client.plannedContacts.close({ id, state: 'cancelled' })
  expect((await manager.client.plannedContacts.list({ state: 'cancelled' })).items).toMatchObject([
    { id, closed: { by: { name: 'Мария' } } },
  ])
  await expect(manager.client.plannedContacts.update({ id, what: 'Иначе' })).rejects.toMatchObject({
    code: 'INVALID',
  })
  expect(await manager.client.plannedContacts.reopen({ id })).toMatchObject({
    state: 'planned',
    closed: null,
  })
  await manager.client.plannedContacts.close({ id, state: 'done' })
  const { items } = await manager.client.interests.history({ id: card })
  expect(items.map(({ action }) => action).filter((action) => action.startsWith('planned'))).toEqual(
    expect.arrayContaining([
      'planned_contact.created',
      'planned_contact.cancelled',
      'planned_contact.reopened',
      'planned_contact.done',
    ]),
  )
})

test('an author with no more than a name has it on the one card; a person alone may have one too', async () => {
  const { place, manager, card } = await shop()
  const nameless = await place.run((ctx) =>
    newInterest(ctx, { author: buildAuthor({ externalId: null, name: 'Прохожий' }) }),
  )
  await manager.client.plannedContacts.create({ interestId: nameless, dueAt: later(1), what: 'Ответить' })
  expect((await manager.client.interests.get({ id: nameless })).planned?.what).toBe('Ответить')
  const contactId = (await manager.client.interests.get({ id: card })).author?.contactId ?? ''
  await manager.client.plannedContacts.create({ contactId, dueAt: later(1), what: 'Поздравить' })
  expect((await manager.client.interests.get({ id: card })).planned?.what).toBe('Поздравить')
})

test('a time that has passed, a stranger’s card and a person who only reads are refused', async () => {
  const { place, manager, card } = await shop()
  const plan = { interestId: card, dueAt: later(1), what: 'Позвонить' }
  await expect(manager.client.plannedContacts.create({ ...plan, dueAt: later(-1) })).rejects.toMatchObject({
    code: 'INVALID',
  })
  const analyst = await place.join('analyst')
  await expect(analyst.client.plannedContacts.create(plan)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  const stranger = (await harness().newWorkspace()).owner
  await expect(stranger.client.plannedContacts.create(plan)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
