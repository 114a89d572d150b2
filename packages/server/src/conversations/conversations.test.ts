import { describe, expect, it } from 'vitest'
import type { InboundMessage } from '../channels/channel.ts'
import { newId } from '../platform/ids.ts'
import { useHarness, type TestPerson, type TestWorkspace } from '../test/harness.ts'
import { buildMessage, openLine, type TestLine } from './conversations.fixtures.ts'
import { openFarEnd } from './far-end.fixtures.ts'
import { sweepMessages } from './outbox.jobs.ts'

const harness = useHarness()
const now = () => harness().clock.now()
const says = (text: string, overrides: Partial<InboundMessage> = {}) =>
  buildMessage(text, { occurredAt: now(), ...overrides })

async function only(person: TestPerson) {
  const { items } = await person.client.conversations.list({})
  const [one] = items
  if (!one || items.length !== 1) throw new Error(`${items.length} dialogs instead of one`)
  return one
}

async function talk(workspace: TestWorkspace, values: Record<string, string> = {}) {
  const line = await openLine(workspace, values)
  await line.tell(says('Здравствуйте! Есть доставка?'))
  return { line, id: (await only(workspace.owner)).id }
}

async function thread(person: TestPerson, id: string) {
  const { items } = await person.client.conversations.messages({ id })
  return items.filter(({ direction }) => direction !== 'system')
}

const write = (person: TestPerson, id: string, text: string, more: object = {}) =>
  person.client.conversations.send({ id, messageId: newId(), text, ...more })

describe('a message of a person', () => {
  it('makes a dialog, a contact and one card without an answer, once', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const line = await openLine(workspace)
    const first = says('Здравствуйте! Есть доставка?')
    await Promise.all([line.tell(first), line.tell(first), line.tell(first)])
    await line.tell(says('И сколько стоит?'))
    const dialog = await only(workspace.owner)
    expect(dialog).toMatchObject({
      kind: 'private',
      person: { name: 'Иван Петров' },
      state: 'new',
      last: { text: 'И сколько стоит?', direction: 'in' },
    })
    expect(dialog.unansweredSince).toBe(first.message.occurredAt.toISOString())
    expect((await thread(workspace.owner, dialog.id)).map(({ text }) => text)).toEqual([
      'Здравствуйте! Есть доставка?',
      'И сколько стоит?',
    ])
    const cards = (await client.interests.list({})).items
    expect(cards).toMatchObject([
      {
        id: dialog.interestId,
        action: 'chat_message',
        text: 'Здравствуйте! Есть доставка?\nИ сколько стоит?',
      },
    ])
    expect(await client.conversations.counters()).toMatchObject({ new: 1, all: 1, unanswered: 1, mine: 0 })
    expect((await client.interests.counters()).unanswered).toBe(1)
  })

  it('after our answer opens the same card again; after a close begins a new one', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const { line, id } = await talk(workspace)
    await client.conversations.accept({ id })
    await write(workspace.owner, id, 'Да, по всей стране')
    await harness().drain()
    const card = (await client.interests.list({})).items[0]
    expect(card).toMatchObject({
      processed: { way: 'answer', by: { name: 'Анна Ким' } },
      reply: { enabled: false },
      answerState: 'sent',
    })
    expect((await only(workspace.owner)).unansweredSince).toBeNull()
    await line.tell(says('Спасибо! А в Казань?'))
    expect((await client.interests.list({})).items).toMatchObject([{ id: card?.id, processed: null }])
    expect(await client.conversations.counters()).toMatchObject({ unanswered: 1, mineUnanswered: 1 })
    await client.conversations.close({ id, way: 'without_reply', reason: 'Спам' })
    expect(await client.conversations.counters()).toMatchObject({ unanswered: 0, closed: 1, all: 0 })
    expect((await client.interests.counters()).unanswered).toBe(0)
    await line.tell(says('Вы тут?'))
    const after = await only(workspace.owner)
    expect(after).toMatchObject({
      id,
      state: 'new',
      accepted: null,
      closed: null,
      responsible: { name: 'Анна Ким' },
      responsibleReason: { code: 'last_operator' },
    })
    expect(after.interestId).not.toBe(card?.id)
    expect((await client.interests.list({})).items).toHaveLength(2)
  })

  it('is answered by words a colleague wrote in the network’s own program', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const { line, id } = await talk(workspace)
    await line.tell(
      says('Да, доставляем', {
        direction: 'out',
        author: {
          network: 'sandbox',
          externalId: 'shop',
          name: 'Магазин',
          photoUrl: null,
          profileUrl: null,
          email: null,
          phone: null,
        },
        occurredAt: new Date(now().getTime() + 1000),
      }),
    )
    expect(await client.conversations.get({ id })).toMatchObject({ unansweredSince: null, state: 'open' })
    expect((await client.interests.list({})).items).toMatchObject([{ processed: { way: 'answer' } }])
    expect((await thread(workspace.owner, id))[1]).toMatchObject({
      author: { kind: 'outside', name: 'Магазин' },
    })
  })
})

describe('accepting', () => {
  it('comes before writing; of two at once one wins and the other learns who', async () => {
    const workspace = await harness().newWorkspace()
    const { id } = await talk(workspace)
    const [boris, vera] = await Promise.all([
      workspace.join('manager', 'Борис'),
      workspace.join('manager', 'Вера'),
    ])
    await expect(write(boris, id, 'Да')).rejects.toMatchObject({ code: 'ACCEPT_FIRST' })
    expect((await boris.client.conversations.get({ id })).writing.code).toBe('accept_first')
    const results = await Promise.allSettled(
      [boris, vera].map(({ client }) => client.conversations.accept({ id })),
    )
    const winner = results[0]?.status === 'fulfilled' ? boris : vera
    const loser = winner === boris ? vera : boris
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(results.find((result) => result.status === 'rejected')?.reason).toMatchObject({
      code: 'CONVERSATION_TAKEN',
      data: { memberName: winner.name },
    })
    await expect(write(loser, id, 'Да')).rejects.toMatchObject({ code: 'CONVERSATION_TAKEN' })
    expect((await loser.client.conversations.get({ id })).writing).toMatchObject({
      code: 'taken',
      holder: { name: winner.name },
    })
    expect((await workspace.owner.client.interests.list({})).items).toMatchObject([
      { responsible: { name: winner.name } },
    ])
    await write(winner, id, 'Да')
    expect(await winner.client.conversations.counters()).toMatchObject({ mine: 1, new: 0 })
  })

  it('in the feed is accepting the dialog, and giving back frees both', async () => {
    const workspace = await harness().newWorkspace()
    const { id } = await talk(workspace)
    const boris = await workspace.join('manager', 'Борис')
    const { interestId } = await only(boris)
    await boris.client.interests.claim({ id: interestId ?? '' })
    expect(await only(boris)).toMatchObject({ state: 'open', responsible: { name: 'Борис' } })
    await boris.client.conversations.release({ id })
    expect(await only(boris)).toMatchObject({ state: 'new', responsible: null })
    expect((await boris.client.interests.get({ id: interestId ?? '' })).responsible).toBeNull()
  })
})

describe('our message', () => {
  it('pressed twice goes out once, in order, and ticks', async () => {
    const far = await openFarEnd()
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const { line, id } = await talk(workspace, { deliverTo: far.url })
    await client.conversations.accept({ id })
    const messageId = newId()
    await Promise.all([1, 2, 3].map(() => client.conversations.send({ id, messageId, text: 'Первое' })))
    await write(workspace.owner, id, 'Второе')
    await write(workspace.owner, id, 'Третье')
    await harness().drain()
    expect(far.received.map(({ text }) => text)).toEqual(['Первое', 'Второе', 'Третье'])
    await line.tell(
      { kind: 'receipt', chatId: 'ivan', messageId: `sandbox:${messageId}`, state: 'read', at: new Date() },
      {
        kind: 'receipt',
        chatId: 'ivan',
        messageId: `sandbox:${messageId}`,
        state: 'delivered',
        at: new Date(),
      },
    )
    const states = (await thread(workspace.owner, id)).map(({ state }) => state)
    expect(states).toEqual([null, 'read', 'sent', 'sent'])
  })

  it('whose outcome is unknown holds what stands behind it until a person decides', async () => {
    const far = await openFarEnd({ breaksAt: [0], forgets: true })
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const { id } = await talk(workspace, { deliverTo: far.url })
    await client.conversations.accept({ id })
    const first = await write(workspace.owner, id, 'Первое')
    await write(workspace.owner, id, 'Второе')
    await harness().drain()
    const [, one, two] = await thread(workspace.owner, id)
    expect([one?.state, two?.state]).toEqual(['sending', 'queued'])
    // The connector looks and cannot say; after six looks a person decides.
    for (let look = 0; look < 6; look++) {
      harness().clock.advance(10 * 60_000)
      await sweepMessages(harness().program.platform)
      await harness().drain()
    }
    expect((await thread(workspace.owner, id))[1]).toMatchObject({ state: 'unknown' })
    await client.conversations.resolve({ id, messageId: first.id, decision: 'arrived' })
    await harness().drain()
    expect((await thread(workspace.owner, id)).map(({ state }) => state)).toEqual([null, 'sent', 'sent'])
    expect(far.received.map(({ text }) => text)).toEqual(['Первое', 'Второе'])
  })

  it('waits out the rest the network asks for, without being overtaken', async () => {
    const far = await openFarEnd({ status: [429] })
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const { id } = await talk(workspace, { deliverTo: far.url })
    await client.conversations.accept({ id })
    await write(workspace.owner, id, 'Первое')
    await write(workspace.owner, id, 'Второе')
    await harness().drain()
    expect(far.received).toEqual([])
    expect((await thread(workspace.owner, id)).map(({ state }) => state)).toEqual([null, 'queued', 'queued'])
    harness().clock.advance(20 * 60_000)
    await sweepMessages(harness().program.platform)
    await harness().drain()
    expect(far.received.map(({ text }) => text)).toEqual(['Первое', 'Второе'])
  })

  it('that is refused says so in words and can be sent again', async () => {
    const far = await openFarEnd({ status: [422] })
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const { id } = await talk(workspace, { deliverTo: far.url })
    await client.conversations.accept({ id })
    const { id: messageId } = await write(workspace.owner, id, 'Да')
    await harness().drain()
    expect(await client.conversations.message({ id, messageId })).toMatchObject({
      state: 'failed',
      error: `${far.url} ответил 422`,
    })
    expect((await only(workspace.owner)).unansweredSince).not.toBeNull()
    await client.conversations.resolve({ id, messageId, decision: 'resend' })
    await harness().drain()
    expect(await client.conversations.message({ id, messageId })).toMatchObject({
      state: 'sent',
      error: null,
    })
  })

  it('planned for later waits, can be taken back, and lets others pass', async () => {
    const far = await openFarEnd()
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const { id } = await talk(workspace, { deliverTo: far.url })
    await client.conversations.accept({ id })
    const later = new Date(harness().clock.now().getTime() + 3600_000).toISOString()
    const { id: messageId } = await write(workspace.owner, id, 'Завтра', { sendAt: later })
    await write(workspace.owner, id, 'Сейчас')
    await harness().drain()
    expect(far.received.map(({ text }) => text)).toEqual(['Сейчас'])
    expect(await client.conversations.cancel({ id, messageId })).toMatchObject({ state: 'cancelled' })
  })

  it('sent back to us by the network is not a second message', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const { line, id } = await talk(workspace)
    await client.conversations.accept({ id })
    const { id: messageId } = await write(workspace.owner, id, 'Да, есть')
    await harness().drain()
    await line.tell(says('Да, есть', { direction: 'out', externalId: `sandbox:${messageId}` }))
    expect(await thread(workspace.owner, id)).toHaveLength(2)
  })
})

describe('a note', () => {
  it('stays among colleagues, answers nobody and names them', async () => {
    const far = await openFarEnd()
    const workspace = await harness().newWorkspace()
    const boris = await workspace.join('manager', 'Борис Ли')
    const { id } = await talk(workspace, { deliverTo: far.url })
    const note = await write(boris, id, '@Анна Ким глянь, пожалуйста', { kind: 'note' })
    expect(note).toMatchObject({ direction: 'note', state: null, mentions: [{ name: 'Анна Ким' }] })
    await harness().drain()
    expect(far.received).toEqual([])
    expect(await only(boris)).toMatchObject({ state: 'new', last: { direction: 'note' } })
    expect((await only(boris)).unansweredSince).not.toBeNull()
  })
})

describe('news of a message', () => {
  it('may come before the message itself, twice and in the wrong order', async () => {
    const workspace = await harness().newWorkspace()
    const line = await openLine(workspace)
    const at = new Date()
    const of = { kind: 'message', chatId: 'ivan', messageId: 'early' } as const
    const edit = { kind: 'edited', of, text: 'Исправлено', at: new Date(at.getTime() + 1000) } as const
    await line.tell(edit, edit, { kind: 'removed', of, at: new Date(at.getTime() + 5000), by: 'author' })
    await line.tell(says('Опечатка', { externalId: 'early', occurredAt: at }))
    const { id } = await only(workspace.owner)
    const [message] = await thread(workspace.owner, id)
    expect(message).toMatchObject({ text: 'Исправлено', removed: { by: 'author' } })
    expect(
      (await workspace.owner.client.conversations.versions({ id, messageId: message?.id ?? '' })).items,
    ).toMatchObject([{ text: 'Опечатка' }])
    await line.tell({ kind: 'restored', of, at: new Date(at.getTime() + 9000) }, edit)
    expect((await thread(workspace.owner, id))[0]).toMatchObject({ text: 'Исправлено', removed: null })
  })

  it('a stop by the person closes the composer in words, their next message opens it', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const { line, id } = await talk(workspace)
    const author = says('x').message.author
    if (!author) throw new Error('nobody')
    await client.conversations.accept({ id })
    await line.tell({
      kind: 'permission',
      chatId: 'ivan',
      author,
      allowed: false,
      at: new Date(now().getTime() + 60_000),
    })
    const { writing } = await client.conversations.get({ id })
    expect(writing).toMatchObject({
      code: 'forbidden_by_person',
      words: { ru: expect.stringContaining('запретил') as string },
    })
    await expect(write(workspace.owner, id, 'Эй')).rejects.toMatchObject({ code: 'CANNOT_WRITE_HERE' })
    await line.tell(says('Я вернулся', { occurredAt: new Date(now().getTime() + 120_000) }))
    expect((await client.conversations.get({ id })).writing.code).toBe('ok')
  })

  it('a closed reply window is said and refused', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const line: TestLine = await openLine(workspace)
    const windowUntil = new Date(harness().clock.now().getTime() + 3600_000)
    await line.tell(says('Здравствуйте', { windowUntil }))
    const { id } = await only(workspace.owner)
    await client.conversations.accept({ id })
    expect((await client.conversations.get({ id })).writing).toMatchObject({
      code: 'ok',
      windowUntil: windowUntil.toISOString(),
    })
    harness().clock.advance(2 * 3600_000)
    await expect(write(workspace.owner, id, 'Да')).rejects.toMatchObject({ code: 'WINDOW_CLOSED' })
  })
})
