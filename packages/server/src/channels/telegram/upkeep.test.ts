import { describe, expect, it } from 'vitest'
import { discussion, useTelegram } from '../../test/fakes/use-telegram.ts'
import type { Hook, UpkeepSession } from '../channel.ts'
import { inspectTelegram, testTelegram } from './inspect.ts'
import { maintainTelegram } from './maintain.ts'
import type { TelegramSettings } from './settings.ts'

const desk = useTelegram()
const hook: Hook = { url: 'https://otklik.example/hooks/abc', secret: 'S'.repeat(43) }

const maintain = (more: Partial<UpkeepSession<TelegramSettings>> = {}) =>
  maintainTelegram({ config: desk().settings, io: desk().io, hook, memory: {}, goal: 'connected', ...more })

const callsOf = (name: string) => desk().fake.calls.filter(({ method }) => method === name)

describe('upkeep', () => {
  it('subscribes to every kind with the secret, keeps what waits, and does so once', async () => {
    const { memory, note } = await maintain()
    expect(note).toBeNull()
    expect(callsOf('setWebhook')).toMatchObject([
      { params: { url: hook.url, secret_token: hook.secret, drop_pending_updates: false } },
    ])
    expect(desk().fake.world.webhook.allowed).toEqual(
      expect.arrayContaining([
        'message_reaction',
        'message_reaction_count',
        'chat_member',
        'business_message',
      ]),
    )
    expect(JSON.stringify(memory)).not.toContain(hook.secret)
    expect(await maintain({ memory })).toEqual({ memory, note: null })
    expect(callsOf('setWebhook')).toHaveLength(1)
  })

  it('subscribes again when Telegram lost the address, and when another program took it', async () => {
    const { memory } = await maintain()
    desk().fake.world.webhook.url = ''
    const lost = await maintain({ memory })
    expect(lost.note?.ru).toContain('потерял наш адрес')
    desk().fake.world.webhook.url = 'https://other.example/bot'
    const taken = await maintain({ memory: lost.memory })
    expect(taken.note?.ru).toContain('другая программа')
    expect(desk().fake.world.webhook.url).toBe(hook.url)
  })

  it('asks for kinds that are not sent, and gives a new secret', async () => {
    const { memory } = await maintain()
    desk().fake.world.webhook.allowed = ['message']
    expect((await maintain({ memory })).note?.ru).toContain('не все виды событий')
    const renewed = { ...hook, secret: 'T'.repeat(43) }
    expect((await maintain({ memory, hook: renewed })).note).toBeNull()
    expect(desk().fake.world.webhook.secret).toBe(renewed.secret)
  })

  it('tells in words what Telegram complains of, and forgets an old complaint', async () => {
    const { memory } = await maintain()
    const { world } = desk().fake
    const soon = Math.floor(Date.now() / 1000) + 5
    desk().fake.happen('message', { message_id: 1 })
    const reasons = [
      ['SSL error {error:0A000086:SSL routines::certificate verify failed}', 'сертификат'],
      ['Connection refused', 'не принимает соединений'],
      ['Connection timed out', 'не отвечает'],
      ['Failed to resolve host: Name or service not known', 'не находится'],
      ['Wrong response from the webhook: 500 Internal Server Error', 'ответил ошибкой'],
      ['Something new', 'Something new'],
    ] as const
    for (const [message, words] of reasons) {
      world.complain(message, soon)
      const { note } = await maintain({ memory })
      expect(note?.ru).toContain(words)
      expect(note?.ru).toContain('Ждёт доставки: 1')
    }
    world.complain('Connection refused', soon - 3700)
    expect((await maintain({ memory })).note).toBeNull()
  })

  it('gives the secret again when our door answered 404', async () => {
    const { memory } = await maintain()
    desk().fake.world.complain(
      'Wrong response from the webhook: 404 Not Found',
      Math.floor(Date.now() / 1000) + 5,
    )
    expect((await maintain({ memory })).note?.ru).toContain('дали её снова')
    expect(callsOf('setWebhook')).toHaveLength(2)
  })

  it('leaves everything as it is where updates are fetched', async () => {
    expect(await maintain({ hook: null })).toEqual({ memory: {}, note: null })
    expect(await maintain({ config: desk().settingsWith({ delivery: 'poll' }) })).toEqual({
      memory: {},
      note: null,
    })
    expect(desk().fake.calls).toEqual([])
  })

  it('takes back its own address when the channel goes, and nobody else’s', async () => {
    const { memory } = await maintain()
    await maintain({ memory, goal: 'gone' })
    expect(desk().fake.world.webhook.url).toBe('')
    desk().fake.world.webhook.url = 'https://other.example/bot'
    await maintain({ memory, goal: 'gone' })
    expect(desk().fake.world.webhook.url).toBe('https://other.example/bot')
    expect(callsOf('deleteWebhook')).toMatchObject([{ params: { drop_pending_updates: false } }])
  })

  it('stops the channel when the token was revoked', async () => {
    const config = desk().settingsWith({ token: '7000000001:another-token' })
    await expect(maintain({ config })).rejects.toMatchObject({ kind: 'auth' })
  })

  it('comes again when Telegram asks to wait', async () => {
    desk().fake.fail('setWebhook', {
      kind: 'refuse',
      code: 429,
      description: 'Too Many Requests: retry after 4',
      parameters: { retry_after: 4 },
    })
    await expect(maintain()).rejects.toMatchObject({ kind: 'retry', retryAfterSeconds: 4 })
  })
})

describe('a look at the bot', () => {
  const inspect = (values: object = {}) => inspectTelegram(desk().settingsWith(values), desk().io)
  const missing = async (values: object = {}) =>
    (await inspect(values)).missing.map(({ capability }) => capability)

  it('without named chats promises only what a bot can always do, and says how to get the rest', async () => {
    const found = await inspect()
    expect(found.account).toEqual({
      id: '7000000001',
      name: 'Кофейня',
      url: 'https://t.me/coffee_bot',
      photoUrl: null,
    })
    expect(found.works).toEqual(
      expect.arrayContaining(['receive_messages', 'answer_message', 'send_files', 'like']),
    )
    expect(found.works).not.toContain('receive_comments')
    expect(found.missing.find(({ capability }) => capability === 'receive_comments')?.howToFix.ru).toContain(
      '/setprivacy',
    )
    // R217
    expect(found.notices.map(({ ru }) => ru).join()).toContain('заведите для Отклика отдельного бота')
  })

  it('sees comments with privacy mode off', async () => {
    desk().fake.world.me['can_read_all_group_messages'] = true
    expect(await missing()).not.toContain('receive_comments')
  })

  it('of a named channel asks after the linked discussion too', async () => {
    expect((await inspect({ chats: 'https://t.me/polden' })).missing).toEqual([])
    expect((await inspect({ chats: '@polden' })).notices).toEqual([])
  })

  it('names the rights that are missing', async () => {
    desk().fake.world.addChat({
      id: discussion,
      type: 'supergroup',
      title: 'Полдень: обсуждение',
      bot: { status: 'administrator' },
    })
    expect(await missing({ chats: String(discussion) })).toEqual([
      'receive_join_requests',
      'approve_join',
      'remove_comment',
      // A group is no channel.
      'publish',
    ])
  })

  it('warns of rights that are not needed (R217)', async () => {
    desk().fake.world.addChat({
      id: discussion,
      type: 'supergroup',
      title: 'Обсуждение',
      bot: {
        status: 'administrator',
        can_delete_messages: true,
        can_promote_members: true,
        can_restrict_members: true,
      },
    })
    const [notice] = (await inspect({ chats: String(discussion) })).notices
    expect(notice?.ru).toBe(
      'Бот — администратор «Обсуждение» с правами, которые Отклику не нужны: назначать администраторов, блокировать участников. Снимите их или заведите отдельного бота.',
    )
  })

  it('warns that another program has the bot, and not of this one', async () => {
    desk().fake.world.webhook.url = 'https://crm.example/telegram'
    expect((await inspect()).notices[0]?.ru).toContain('другой программе (crm.example)')
    desk().fake.world.webhook.url = `https://otklik.example/hooks/${'a'.repeat(32)}`
    expect((await inspect()).notices[0]?.ru).not.toContain('другой программе')
  })

  it('says that the bot is not there, and goes on with the rest', async () => {
    desk().fake.world.addChat({ id: discussion, type: 'supergroup', title: 'Обсуждение', bot: null })
    const { notices } = await inspect({ chats: '@unknown_shop, @polden' })
    expect(notices.map(({ ru }) => ru)).toEqual([
      'Бота нет в «@unknown_shop»: добавьте его туда',
      'Бота нет в «Полдень (обсуждение)»: добавьте его туда',
    ])
  })

  it('says how to turn the business mode on', async () => {
    desk().fake.world.me['can_connect_to_business'] = false
    expect(await missing({ chats: '@polden' })).toEqual(['mark_read'])
  })
})

describe('the test button', () => {
  it('names the bot', async () => {
    expect(await testTelegram(desk().settings, desk().io)).toEqual({
      ok: true,
      detail: { ru: 'Бот @coffee_bot отвечает', en: 'The bot @coffee_bot answers' },
    })
  })

  it('points at the field that is wrong', async () => {
    const wrong = desk().settingsWith({ token: '7000000001:another-token' })
    expect(await testTelegram(wrong, desk().io)).toMatchObject({ ok: false, field: 'token' })
    desk().fake.fail('getMe', { kind: 'html' })
    expect(await testTelegram(desk().settings, desk().io)).toMatchObject({ ok: false, field: null })
  })

  it('points at the address when nobody answers there', async () => {
    await desk().fake.close()
    expect(await testTelegram(desk().settings, desk().io)).toMatchObject({ ok: false, field: 'apiUrl' })
  })
})
