import { describe, expect, it } from 'vitest'
import type { InboundMessage } from '../channels/channel.ts'
import { newId } from '../platform/ids.ts'
import { useHarness, type TestPerson } from '../test/harness.ts'
import { buildMessage, openLine } from './conversations.fixtures.ts'
import { openFarEnd } from './far-end.fixtures.ts'
import { addPersonObject, type NewPerson } from './person-objects.ts'
import { runTimers } from './timers.jobs.ts'

const harness = useHarness()
const now = () => harness().clock.now()
const says = (text: string, more: Partial<InboundMessage> = {}) =>
  buildMessage(text, { occurredAt: now(), ...more })
const from = (chatId: string, text = 'Здравствуйте') => says(text, { chatId })
const tick = () => runTimers(harness().program.platform)

async function leaders(person: TestPerson): Promise<Record<string, string | null>> {
  const { items } = await person.client.conversations.list({ limit: 200 })
  return Object.fromEntries(items.map((item) => [item.last?.text ?? '', item.responsible?.name ?? null]))
}

async function twoOperators() {
  const place = await harness().newWorkspace()
  const boris = await place.join('manager', 'Борис')
  const vera = await place.join('manager', 'Вера')
  await place.owner.client.assignment.create({
    name: 'Магазин',
    strategy: 'roundRobin',
    memberIds: [boris.memberId, vera.memberId],
  })
  return { place, boris, vera }
}

describe('a new session', () => {
  it('goes to the last operator first, then in turn, within the limit, and says why', async () => {
    const { place, boris, vera } = await twoOperators()
    const line = await openLine(place)
    await place.owner.client.conversationSettings.update({ maxOpen: 2 })
    await line.tell(
      from('a', 'раз'),
      from('b', 'два'),
      from('c', 'три'),
      from('d', 'четыре'),
      from('e', 'пять'),
    )
    expect(await leaders(place.owner)).toEqual({
      раз: 'Борис',
      два: 'Вера',
      три: 'Борис',
      четыре: 'Вера',
      пять: null,
    })
    const { items } = await place.owner.client.conversations.list({ tab: 'new' })
    expect(items.find(({ last }) => last?.text === 'пять')?.responsibleReason).toMatchObject({
      code: 'waits_all_busy',
    })
    const first = items.find(({ last }) => last?.text === 'раз')
    await boris.client.conversations.accept({ id: first?.id ?? '' })
    await boris.client.conversations.close({ id: first?.id ?? '', way: 'without_reply', reason: 'Спам' })
    await tick()
    expect((await leaders(place.owner))['пять']).toBe('Борис')
    await vera.client.members.setPresence({ presence: 'away' })
    const third = items.find(({ last }) => last?.text === 'три')
    await boris.client.conversations.accept({ id: third?.id ?? '' })
    await boris.client.conversations.close({ id: third?.id ?? '', way: 'without_reply', reason: 'Спам' })
    await line.tell(from('a', 'снова'))
    const again = (await place.owner.client.conversations.list({ q: 'Иван' })).items.find(
      ({ last }) => last?.text === 'снова',
    )
    expect(again).toMatchObject({
      responsible: { name: 'Борис' },
      responsibleReason: { code: 'last_operator' },
    })
  })

  it('outside of the hours waits, is answered once, and is shared when people come', async () => {
    const far = await openFarEnd()
    const { place } = await twoOperators()
    const line = await openLine(place, { deliverTo: far.url })
    const closed = { week: [[], [], [], [], [], [], []], days: [] }
    await place.owner.client.conversationSettings.update({ hours: closed, offHoursReply: 'Ответим утром' })
    await line.tell(from('a', 'раз'), from('a', 'два'))
    await harness().drain()
    expect(far.received.map(({ text }) => text)).toEqual(['Ответим утром'])
    const [dialog] = (await place.owner.client.conversations.list({})).items
    expect(dialog).toMatchObject({ responsible: null, responsibleReason: { code: 'waits_outside_hours' } })
    expect(dialog?.unansweredSince).not.toBeNull()
    await place.owner.client.conversationSettings.update({ hours: { week: null, days: [] } })
    await tick()
    expect((await place.owner.client.conversations.list({})).items).toMatchObject([
      { responsible: { name: 'Борис' } },
    ])
  })

  it('of an operator who went away goes on to another', async () => {
    const { place, boris } = await twoOperators()
    const line = await openLine(place)
    await place.owner.client.conversationSettings.update({ reassignAfterMinutes: 10 })
    await line.tell(from('a', 'раз'))
    await boris.client.members.setPresence({ presence: 'away' })
    await tick()
    expect(await leaders(place.owner)).toEqual({ раз: 'Борис' })
    harness().clock.advance(11 * 60_000)
    await tick()
    expect((await place.owner.client.conversations.list({})).items).toMatchObject([
      { responsible: { name: 'Вера' }, responsibleReason: { code: 'operator_away' } },
    ])
  })
})

describe('participants of a channel', () => {
  it('alone see its dialogs, with heads and quality control', async () => {
    const place = await harness().newWorkspace()
    const [boris, vera, control] = await Promise.all([
      place.join('manager', 'Борис'),
      place.join('manager', 'Вера'),
      place.join('quality_control', 'Ольга'),
    ])
    const line = await openLine(place)
    await line.tell(from('a', 'секретное слово'))
    await place.owner.client.conversationSettings.updateLine({
      id: line.id,
      participantIds: [boris.memberId],
    })
    const [dialog] = (await boris.client.conversations.list({})).items
    const id = dialog?.id ?? ''
    expect((await control.client.conversations.list({})).items).toHaveLength(1)
    expect((await control.client.conversations.search({ q: 'слова' })).items).toHaveLength(1)
    expect((await vera.client.conversations.list({})).items).toEqual([])
    expect((await vera.client.conversations.search({ q: 'слова' })).items).toEqual([])
    expect((await vera.client.conversations.counters()).all).toBe(0)
    await expect(vera.client.conversations.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(vera.client.conversations.messages({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(vera.client.conversations.accept({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('a new person', () => {
  it('brings only a contact, and beside it what the channel’s boxes ask for and the program can make', async () => {
    const place = await harness().newWorkspace()
    const { client } = place.owner
    const line = await openLine(place)
    const asked = client.conversationSettings.updateLine({ id: line.id, onNewPerson: ['deal'] })
    await expect(asked).rejects.toMatchObject({ code: 'INVALID' })
    const made: NewPerson[] = []
    addPersonObject('task', async (ctx, person) => {
      made.push(person)
      return ctx.newId()
    })
    expect(await client.conversationSettings.line({ id: line.id })).toMatchObject({
      offered: ['task'],
      onNewPerson: [],
    })
    await line.tell(from('a'))
    expect(made).toEqual([])
    await client.conversationSettings.updateLine({ id: line.id, onNewPerson: ['task'] })
    await line.tell(from('b'), from('b', 'ещё'))
    expect(made).toMatchObject([{ name: 'Иван Петров', source: { type: 'sandbox', channelId: line.id } }])
    const [dialog] = (await client.conversations.list({})).items
    expect((await client.conversations.get({ id: dialog?.id ?? '' })).bindings).toMatchObject([
      { kind: 'task' },
    ])
  })
})

describe('quality control', () => {
  it('reads, marks and rates without clearing anything', async () => {
    const place = await harness().newWorkspace()
    const control = await place.join('quality_control', 'Ольга')
    const line = await openLine(place)
    await line.tell(from('a', 'Где мой заказ?'))
    const [dialog] = (await control.client.conversations.list({})).items
    const id = dialog?.id ?? ''
    const [message] = (await control.client.conversations.messages({ id })).items
    await control.client.conversations.mark({
      id,
      messageId: message?.id ?? '',
      words: 'Здесь надо было ответить',
    })
    await control.client.conversations.review({ id, score: 2 })
    expect((await place.owner.client.conversations.list({ marked: true })).items).toMatchObject([
      { id, review: { score: 2, by: { name: 'Ольга' } } },
    ])
    expect(await place.owner.client.conversations.counters()).toMatchObject({ unanswered: 1, new: 1 })
    const sending = control.client.conversations.send({ id, messageId: newId(), text: 'Я сама' })
    await expect(sending).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

describe('time', () => {
  it('brings back what was put off and closes what is quiet since our answer', async () => {
    const place = await harness().newWorkspace()
    const { client } = place.owner
    const line = await openLine(place)
    await line.tell(from('a', 'раз'))
    const [dialog] = (await client.conversations.list({})).items
    const id = dialog?.id ?? ''
    await client.conversations.accept({ id })
    await client.conversations.snooze({ id, until: new Date(now().getTime() + 3600_000).toISOString() })
    expect(await client.conversations.counters()).toMatchObject({ snoozed: 1, mine: 0, unanswered: 1 })
    harness().clock.advance(2 * 3600_000)
    await tick()
    expect(await client.conversations.counters()).toMatchObject({ snoozed: 0, mine: 1 })
    await client.conversations.send({ id, messageId: newId(), text: 'Да' })
    await harness().drain()
    harness().clock.advance(25 * 3600_000)
    await tick()
    expect(await client.conversations.get({ id })).toMatchObject({
      state: 'closed',
      closed: { way: 'quiet' },
    })
  })

  it('a digit after the request is the person’s mark, not a new session', async () => {
    const far = await openFarEnd()
    const place = await harness().newWorkspace()
    const { client } = place.owner
    await client.conversationSettings.update({ ratingRequest: 'Оцените от 1 до 5' })
    const line = await openLine(place, { deliverTo: far.url })
    await line.tell(from('a', 'раз'))
    const [dialog] = (await client.conversations.list({})).items
    const id = dialog?.id ?? ''
    await client.conversations.accept({ id })
    await client.conversations.send({ id, messageId: newId(), text: 'Да' })
    await harness().drain()
    await client.conversations.close({ id, way: 'done' })
    await harness().drain()
    expect(far.received.map(({ text }) => text)).toEqual(['Да', 'Оцените от 1 до 5'])
    await line.tell(from('a', '5!'))
    expect(await client.conversations.get({ id })).toMatchObject({ state: 'closed', rating: { stars: 5 } })
    expect((await client.interests.list({})).items).toHaveLength(1)
  })
})

describe('the answer of a card from a dialog', () => {
  it('is the same message in the thread, and accepts the dialog', async () => {
    const far = await openFarEnd()
    const place = await harness().newWorkspace()
    const boris = await place.join('manager', 'Борис')
    const line = await openLine(place, { deliverTo: far.url })
    await line.tell(from('a', 'Сколько стоит?'))
    const [card] = (await boris.client.interests.list({})).items
    const answerId = newId()
    const id = card?.id ?? ''
    await boris.client.interests.answer({ id, answerId, text: '500 рублей' })
    await boris.client.interests.answer({ id, answerId, text: '500 рублей' })
    await harness().drain()
    expect(far.received.map(({ text }) => text)).toEqual(['500 рублей'])
    expect((await boris.client.interests.answers({ id })).items).toMatchObject([
      { id: answerId, state: 'sent' },
    ])
    expect((await boris.client.interests.get({ id })).processed).toMatchObject({ by: { name: 'Борис' } })
    const [dialog] = (await boris.client.conversations.list({})).items
    expect(dialog).toMatchObject({ state: 'open', responsible: { name: 'Борис' }, unansweredSince: null })
    const { items } = await boris.client.conversations.messages({ id: dialog?.id ?? '' })
    expect(items.filter(({ direction }) => direction === 'out')).toMatchObject([
      { id: answerId, state: 'sent' },
    ])
  })
})
