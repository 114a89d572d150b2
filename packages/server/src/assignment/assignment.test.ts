import { expect, test } from 'vitest'
import { newInterest } from '../interests/interests.fixtures.ts'
import { useHarness, type TestWorkspace } from '../test/harness.ts'

const harness = useHarness()

async function teamOfThree() {
  const place = await harness().newWorkspace()
  const people = [
    await place.join('manager', 'Анна'),
    await place.join('manager', 'Тимур'),
    await place.join('manager', 'Сауле'),
  ]
  return { place, people, memberIds: people.map((person) => person.memberId) }
}

async function responsibleOf(place: TestWorkspace, id: string): Promise<string | null> {
  return (await place.owner.client.interests.get({ id })).responsible?.name ?? null
}

async function arrive(place: TestWorkspace, count: number): Promise<(string | null)[]> {
  const names: (string | null)[] = []
  for (let i = 0; i < count; i++)
    names.push(await responsibleOf(place, await place.run((ctx) => newInterest(ctx))))
  return names
}

test('without a rule a new card waits for whoever takes it', async () => {
  const { place } = await teamOfThree()
  expect(await arrive(place, 1)).toEqual([null])
})

test('in turn: everybody gets one, the absent are passed over, and the card says why', async () => {
  const { place, people, memberIds } = await teamOfThree()
  await place.owner.client.assignment.create({ name: 'Магазин', strategy: 'roundRobin', memberIds })
  expect(await arrive(place, 4)).toEqual(['Анна', 'Тимур', 'Сауле', 'Анна'])
  await people[1]?.client.members.setPresence({ presence: 'away' })
  expect(await arrive(place, 3)).toEqual(['Сауле', 'Анна', 'Сауле'])
  const id = await place.run((ctx) => newInterest(ctx))
  expect((await place.owner.client.interests.get({ id })).responsibleReason).toEqual({
    code: 'assigned_in_turn',
    params: { rule: 'Магазин' },
  })
})

test('cards that arrive together are shared evenly', async () => {
  const { place, memberIds } = await teamOfThree()
  await place.owner.client.assignment.create({ name: 'Магазин', strategy: 'roundRobin', memberIds })
  const ids = await Promise.all(Array.from({ length: 12 }, () => place.run((ctx) => newInterest(ctx))))
  const names = await Promise.all(ids.map((id) => responsibleOf(place, id)))
  expect(['Анна', 'Тимур', 'Сауле'].map((name) => names.filter((other) => other === name).length)).toEqual([
    4, 4, 4,
  ])
})

test('by load: whoever has the fewest open cards', async () => {
  const { place, people, memberIds } = await teamOfThree()
  for (const times of [people[0], people[0], people[1]]) {
    const id = await place.run((ctx) => newInterest(ctx))
    await times?.client.interests.claim({ id })
  }
  await place.owner.client.assignment.create({ name: 'Магазин', strategy: 'leastLoaded', memberIds })
  expect(await arrive(place, 3)).toEqual(['Сауле', 'Тимур', 'Сауле'])
})

test('the first rule that matches decides, and order can be changed', async () => {
  const { place, memberIds } = await teamOfThree()
  const { assignment } = place.owner.client
  const all = await assignment.create({
    name: 'Все',
    strategy: 'roundRobin',
    memberIds: memberIds.slice(0, 1),
  })
  const ok = await assignment.create({
    name: 'ОК',
    strategy: 'roundRobin',
    sourceTypes: ['ok'],
    memberIds: memberIds.slice(2),
  })
  const arriveOk = () => place.run((ctx) => newInterest(ctx, { sourceType: 'ok' }))
  expect(await responsibleOf(place, await arriveOk())).toBe('Анна')
  await assignment.reorder({ ids: [ok.id, all.id] })
  expect(await responsibleOf(place, await arriveOk())).toBe('Сауле')
})

test('a changed rule takes nothing from anybody', async () => {
  const { place, memberIds } = await teamOfThree()
  const rule = await place.owner.client.assignment.create({
    name: 'Магазин',
    strategy: 'roundRobin',
    memberIds: memberIds.slice(0, 1),
  })
  const id = await place.run((ctx) => newInterest(ctx))
  await place.owner.client.assignment.update({ id: rule.id, strategy: 'claimFirst' })
  expect(await responsibleOf(place, id)).toBe('Анна')
  expect(await arrive(place, 1)).toEqual([null])
})

test('when nobody of the rule is here the card waits', async () => {
  const { place, people, memberIds } = await teamOfThree()
  await place.owner.client.assignment.create({ name: 'Магазин', strategy: 'leastLoaded', memberIds })
  for (const person of people) await person.client.members.setPresence({ presence: 'away' })
  expect(await arrive(place, 1)).toEqual([null])
})

test('wrong rules and outsiders are refused', async () => {
  const { place, people } = await teamOfThree()
  const other = await harness().newWorkspace()
  const { assignment } = place.owner.client
  await expect(assignment.create({ name: 'Пусто', strategy: 'roundRobin' })).rejects.toMatchObject({
    code: 'INVALID',
  })
  await expect(
    assignment.create({ name: 'Чужой', strategy: 'roundRobin', memberIds: [other.owner.memberId] }),
  ).rejects.toMatchObject({ code: 'INVALID' })
  await expect(
    people[0]?.client.assignment.create({ name: 'Мой', strategy: 'claimFirst' }),
  ).rejects.toMatchObject({ code: 'FORBIDDEN' })
  const rule = await assignment.create({ name: 'Все', strategy: 'claimFirst' })
  await expect(other.owner.client.assignment.remove({ id: rule.id })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})
