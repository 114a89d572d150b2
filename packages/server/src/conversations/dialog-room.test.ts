/** What stands around a dialog: other dialogs of the person, bound objects, colleagues, search and media. */
import { describe, expect, it } from 'vitest'
import { newId } from '../platform/ids.ts'
import { useHarness, type TestWorkspace } from '../test/harness.ts'
import { buildMessage, openLine } from './conversations.fixtures.ts'

const harness = useHarness()
const says = (text: string, overrides: Parameters<typeof buildMessage>[1] | object = {}) =>
  buildMessage(text, { occurredAt: harness().clock.now(), ...overrides })

async function dialogs(workspace: TestWorkspace) {
  return (await workspace.owner.client.conversations.list({})).items
}

describe('a dialog', () => {
  it('is bound to several cards at once, shows them, and lets one go (R231)', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const line = await openLine(workspace)
    await line.tell(says('Где заказ?'))
    await line.tell(says('Верните деньги', { chatId: 'olga' }))
    const [first, second] = await dialogs(workspace)
    const [id = '', cards] = [first?.id, [first?.interestId ?? '', second?.interestId ?? '']]
    const bound = await client.conversations.bindObjects({ id, kind: 'interest', objectIds: cards })
    expect(new Set(bound.items.map(({ objectId }) => objectId))).toEqual(new Set(cards))
    // The same again changes nothing.
    await client.conversations.bindObjects({ id, kind: 'interest', objectIds: cards })
    const { bindings } = await client.conversations.get({ id })
    expect(bindings).toHaveLength(2)
    expect((await client.conversations.list({ boundTo: cards[1] })).items.map((one) => one.id)).toContain(id)
    await client.conversations.unbindObject({ id, bindingId: bindings[0]?.id ?? '' })
    expect((await client.conversations.get({ id })).bindings).toHaveLength(1)
  })

  it('knows the other dialogs of its person (R229)', async () => {
    const workspace = await harness().newWorkspace()
    const [one, other] = [await openLine(workspace), await openLine(workspace, {}, 'Вторая песочница')]
    await one.tell(says('Пишу сюда'))
    await other.tell(says('И сюда'))
    const [first, second] = await dialogs(workspace)
    const { others } = await workspace.owner.client.conversations.get({ id: first?.id ?? '' })
    expect(others.map(({ id }) => id)).toEqual([second?.id])
  })
})

it('writing first to a person whom a bot channel does not know is refused in words (R227)', async () => {
  const workspace = await harness().newWorkspace()
  const { client } = workspace.owner
  const line = await openLine(workspace)
  await client.channels.create({
    kind: 'telegram',
    name: 'Бот',
    values: { token: '7000000001:not-a-real-token', apiUrl: 'http://127.0.0.1:9' },
  })
  await line.tell(says('Здравствуйте'))
  const [dialog] = await dialogs(workspace)
  const contactId = dialog?.person?.contactId ?? ''
  const { items } = await client.conversations.ways({ id: contactId })
  const way = items.find(({ channel }) => channel.kind === 'telegram')
  expect(way).toMatchObject({
    allowed: false,
    conversationId: null,
    reason: { ru: expect.stringMatching(/перв|не знаем/) as string },
  })
  await expect(
    client.conversations.startWithPerson({ id: contactId, channelId: way?.channel.id ?? '' }),
  ).rejects.toMatchObject({ code: 'CLIENT_MUST_WRITE_FIRST' })
})

describe('a dialog of colleagues', () => {
  it('is one for the same people, counts what is not seen, and is closed to others (R230)', async () => {
    const workspace = await harness().newWorkspace()
    const [boris, vera] = [await workspace.join('manager', 'Борис'), await workspace.join('manager', 'Вера')]
    const begin = () =>
      workspace.owner.client.conversations.startWithColleagues({ memberIds: [boris.memberId] })
    const { id } = await begin()
    expect((await begin()).id).toBe(id)
    await workspace.owner.client.conversations.send({ id, messageId: newId(), text: 'Кто возьмёт опт?' })
    expect((await boris.client.conversations.counters()).colleagues).toBe(1)
    await boris.client.conversations.seen({ id })
    expect((await boris.client.conversations.counters()).colleagues).toBe(0)
    await expect(vera.client.conversations.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(vera.client.conversations.messages({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await vera.client.conversations.search({ q: 'опт' })).items).toEqual([])
  })
})

describe('search over the whole history', () => {
  it('finds a word in another form, the newest first, and leads to the message', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const line = await openLine(workspace)
    await line.tell(says('Сколько стоит доставка?'))
    for (let number = 0; number < 60; number++) await line.tell(says(`Сообщение ${number}`))
    harness().clock.advance(60_000)
    await line.tell(says('О доставке спрашивала и раньше', { chatId: 'olga' }))
    const { items } = await client.conversations.search({ q: 'доставку' })
    expect(items.map(({ message }) => message.text)).toEqual([
      'О доставке спрашивала и раньше',
      'Сколько стоит доставка?',
    ])
    const found = items[1]
    const around = await client.conversations.messages({
      id: found?.conversation.id ?? '',
      around: found?.message.id,
    })
    expect(around.items.map(({ id }) => id)).toContain(found?.message.id)
    expect(
      (await client.conversations.search({ q: 'доставку', conversationId: items[0]?.conversation.id })).items,
    ).toHaveLength(1)
    expect((await client.conversations.search({ q: 'доставку -раньше' })).items).toHaveLength(1)
  })

  it('does not reach into another workspace', async () => {
    const [home, other] = [await harness().newWorkspace(), await harness().newWorkspace()]
    await (await openLine(home)).tell(says('Секретная доставка'))
    expect((await other.owner.client.conversations.search({ q: 'доставка' })).items).toEqual([])
  })
})
