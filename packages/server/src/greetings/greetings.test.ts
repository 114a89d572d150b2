/** From the request at the network to the figure of the funnel, through the whole program and a fake Telegram. */
import type { GreetingRuleInput } from '@otklik/contract'
import { describe, expect, it } from 'vitest'
import { useHarness, type TestWorkspace } from '../test/harness.ts'
import { channel, useTelegram } from '../test/fakes/use-telegram.ts'
import { sweepGreetings } from './greetings.jobs.ts'

const harness = useHarness({ env: { OTKLIK_URL: 'https://otklik.example' } })
const desk = useTelegram()

async function connect(workspace: TestWorkspace): Promise<string> {
  const { fake } = desk()
  const { id } = await workspace.owner.client.channels.create({
    kind: 'telegram',
    name: 'Полдень',
    values: { token: fake.world.token, apiUrl: fake.url, chats: '@polden' },
  })
  await harness().drain()
  return id
}

const rule = (more: Partial<GreetingRuleInput> = {}) => ({
  enabled: true,
  texts: ['{имя}, добро пожаловать!'],
  spacingSeconds: 0,
  ...more,
})

const shop = { id: channel, type: 'channel', title: 'Полдень', username: 'polden' }
const nameOf = (id: number) => ({ id, is_bot: false, first_name: 'Ольга', username: `olga${id}` })
const seconds = () => Math.floor(harness().clock.now().getTime() / 1000)
let lastMessage = 5000

function ask(id: number): void {
  const { fake } = desk()
  fake.world.addChat({ id, type: 'private', first_name: 'Ольга' })
  fake.world.requests.add(`${channel}:${id}`)
  fake.happen('chat_join_request', { chat: shop, from: nameOf(id), user_chat_id: id, date: seconds() })
}

function say(id: number, text: string): void {
  const { fake } = desk()
  fake.world.addChat({ id, type: 'private', first_name: 'Ольга' })
  lastMessage += 1
  fake.happen('message', {
    message_id: lastMessage,
    date: seconds(),
    from: nameOf(id),
    chat: { id, type: 'private', first_name: 'Ольга' },
    text,
  })
}

async function push(mood: { times?: number; backwards?: boolean } = {}): Promise<void> {
  await desk().fake.push((url, init) => harness().request(new URL(url).pathname, init), mood)
  await harness().drain()
}

const wordsTo = (id: number) =>
  [...desk().fake.world.messages.values()].filter(({ chatId }) => chatId === id).map(({ text }) => text)

const day = () => ({
  from: new Date(harness().clock.now().getTime() - 40 * 86_400_000).toISOString(),
  to: new Date(harness().clock.now().getTime() + 86_400_000).toISOString(),
})

describe('a request to join', () => {
  it('is greeted by name once, however often it comes, and the answer is counted', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const id = await connect(workspace)
    await client.greetings.save({ id, ...rule() })
    ask(9001)
    await push({ times: 5 })
    ask(9001)
    await push()
    expect(wordsTo(9001)).toEqual(['Ольга, добро пожаловать!'])
    const before = await client.greetings.people({ ...day(), step: 'greetings' })
    expect(before.items).toMatchObject([{ name: 'Ольга', state: 'sent', answeredAt: null, noReply: false }])
    expect((await client.conversations.list({ state: ['closed'] })).items).toHaveLength(1)
    say(9001, 'Спасибо!')
    await push()
    expect((await client.greetings.funnel(day())).total).toMatchObject({
      requests: 1,
      greetings: 1,
      replies: 1,
    })
    expect((await client.conversations.list({})).items).toMatchObject([{ state: 'new' }])
  })

  it('gives 34 requests, 34 greetings, 10 replies and 3 referrals, and each figure opens its people', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const id = await connect(workspace)
    await client.greetings.save({ id, ...rule({ silentAfterHours: 24 }) })
    const link = await client.greetings.createLink({ channelId: id, name: 'Приглашение друга' })
    expect(link.url).toMatch(new RegExp(`^https://t\\.me/\\w+\\?start=${link.code}$`))
    for (let i = 0; i < 34; i++) ask(9100 + i)
    await push({ times: 2, backwards: true })
    for (let i = 0; i < 10; i++) say(9100 + i, i < 3 ? `/start ${link.code}` : 'Здравствуйте')
    await push({ times: 2 })
    const { items, total } = await client.greetings.funnel(day())
    const expected = { requests: 34, greetings: 34, replies: 10, referrals: 3, noReply: 0, notSent: 0 }
    expect(total).toMatchObject(expected)
    expect(items).toMatchObject([{ channelId: id, channelName: 'Полдень', ...expected }])
    harness().clock.advance(25 * 3_600_000)
    expect((await client.greetings.funnel(day())).total.noReply).toBe(24)
    for (const [step, n] of [
      ['requests', 34],
      ['greetings', 34],
      ['replies', 10],
      ['referrals', 3],
      ['noReply', 24],
    ] as const)
      expect((await client.greetings.people({ ...day(), step, limit: 100 })).items).toHaveLength(n)
    const [referred] = (await client.greetings.people({ ...day(), step: 'referrals' })).items
    expect(referred).toMatchObject({ source: 'Приглашение друга' })
    expect((await client.greetings.links()).items).toMatchObject([{ id: link.id, people: 3 }])
  }, 120_000)

  it('is let in after the greeting, and not before an answer where the rule says so', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const id = await connect(workspace)
    await client.greetings.save({ id, ...rule({ approve: 'after_greeting' }) })
    ask(9201)
    await push()
    expect(desk().fake.world.members.has(`${channel}:9201`)).toBe(true)
    await client.greetings.save({ id, ...rule({ approve: 'after_answer' }) })
    ask(9202)
    await push()
    expect(desk().fake.world.members.has(`${channel}:9202`)).toBe(false)
    say(9202, 'Пустите')
    await push()
    expect(desk().fake.world.members.has(`${channel}:9202`)).toBe(true)
    expect((await client.greetings.funnel(day())).total.approved).toBe(2)
  })

  it('past the day limit waits, and is said not to be sent when the network’s five minutes are over', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const id = await connect(workspace)
    await client.greetings.save({ id, ...rule({ dayLimit: 1 }) })
    ask(9301)
    ask(9302)
    await push()
    expect([...wordsTo(9301), ...wordsTo(9302)]).toHaveLength(1)
    expect((await client.greetings.funnel(day())).total).toMatchObject({ greetings: 1, waiting: 1 })
    harness().clock.advance(6 * 60_000)
    await sweepGreetings(harness().program.platform)
    await harness().drain()
    const { items } = await client.greetings.people({ ...day(), step: 'notSent' })
    expect(items).toMatchObject([{ state: 'blocked' }])
    expect(items[0]?.error).toContain('Срок ответа вышел')
  })

  it('is greeted by nobody while greetings are off', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const id = await connect(workspace)
    ask(9401)
    await push()
    expect(wordsTo(9401)).toEqual([])
    await client.greetings.save({ id, ...rule() })
    harness().clock.advance(1000)
    ask(9401)
    await push()
    expect(wordsTo(9401)).toEqual(['Ольга, добро пожаловать!'])
  })

  it('is greeted once by two workers at once', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const id = await connect(workspace)
    await client.greetings.save({ id, ...rule() })
    for (let i = 0; i < 6; i++) ask(9501 + i)
    const sweeps = Array.from({ length: 8 }, () => sweepGreetings(harness().program.platform))
    await Promise.all([push(), ...sweeps])
    await harness().drain()
    for (let i = 0; i < 6; i++) expect(wordsTo(9501 + i)).toHaveLength(1)
  })
})

describe('a first message', () => {
  it('is greeted, the second is the answer, and later ones are neither', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const id = await connect(workspace)
    await client.greetings.save({ id, ...rule({ onMessage: true }) })
    say(9601, 'Добрый день')
    await push()
    expect(wordsTo(9601)).toEqual(['Ольга, добро пожаловать!'])
    expect((await client.greetings.funnel(day())).total).toMatchObject({ greetings: 1, replies: 0 })
    harness().clock.advance(5000)
    say(9601, 'Есть молотый?')
    say(9601, 'Ау')
    await push()
    expect(wordsTo(9601)).toHaveLength(1)
    expect((await client.greetings.funnel(day())).total).toMatchObject({ requests: 1, replies: 1 })
  })
})

describe('the rule of a channel', () => {
  it('needs words, and a template of the team greets', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const id = await connect(workspace)
    await expect(client.greetings.save({ id, enabled: true })).rejects.toMatchObject({ code: 'INVALID' })
    const own = await client.templates.create({ name: 'Своё', text: 'Моё' })
    await expect(client.greetings.save({ id, enabled: true, templateId: own.id })).rejects.toMatchObject({
      code: 'INVALID',
    })
    const team = await client.templates.create({ name: 'Общее', text: 'Привет, {имя}', shared: true })
    await client.greetings.save({ id, ...rule({ texts: [], templateId: team.id }) })
    ask(9701)
    await push()
    expect(wordsTo(9701)).toEqual(['Привет, Ольга'])
    const list = await client.templates.list({ q: 'Общее' })
    expect(list.items).toMatchObject([{ usedCount: 1 }])
  })

  it('is set by heads, and another workspace sees nothing of it', async () => {
    const [home, other] = [await harness().newWorkspace(), await harness().newWorkspace()]
    const id = await connect(home)
    const manager = await home.join('manager', 'Борис')
    await expect(manager.client.greetings.save({ id, ...rule() })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    await home.owner.client.greetings.save({ id, ...rule() })
    const link = await home.owner.client.greetings.createLink({ channelId: id, name: 'Флаер' })
    ask(9801)
    await push()
    const stranger = other.owner.client.greetings
    await expect(stranger.save({ id, ...rule() })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(stranger.createLink({ channelId: id, name: 'x' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await expect(stranger.removeLink({ id: link.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await stranger.list()).items).toEqual([])
    expect((await stranger.links()).items).toEqual([])
    expect((await stranger.people({ ...day(), step: 'requests' })).items).toEqual([])
    expect((await stranger.funnel(day())).items).toEqual([])
    expect((await home.owner.client.audit.list({})).items.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['greeting.saved', 'referral_link.created']),
    )
  })
})
