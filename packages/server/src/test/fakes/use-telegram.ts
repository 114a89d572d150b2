/** A fresh Telegram for every test of a file, with the people and places the tests speak of. */
import { afterEach, beforeEach } from 'vitest'
import type { ChannelIo } from '../../channels/channel.ts'
import { createIo } from '../../channels/io.ts'
import { TelegramSettings } from '../../channels/telegram/settings.ts'
import { systemClock } from '../../platform/clock.ts'
import { readConfig } from '../../platform/config.ts'
import { createLog } from '../../platform/log.ts'
import { createOutbound } from '../../platform/outbound.ts'
import { openFakeTelegram, type FakeTelegram } from './telegram.ts'

export const anna = 777
export const channel = -1001111111111
export const discussion = -1002222222222
export const post = 41
export const comment = 42

export interface TelegramDesk {
  fake: FakeTelegram
  settings: TelegramSettings
  io: ChannelIo
  /** A way out that ends with the signal. */
  ioUntil(signal: AbortSignal): ChannelIo
  /** The same desk with other values of the form. */
  settingsWith(values: object): TelegramSettings
}

export function useTelegram(): () => TelegramDesk {
  let desk: TelegramDesk | undefined
  beforeEach(async () => {
    const fake = await openFakeTelegram()
    furnish(fake)
    const values = { token: fake.world.token, apiUrl: fake.url }
    desk = {
      fake,
      settings: TelegramSettings.parse(values),
      io: ioUntil(AbortSignal.timeout(30_000)),
      ioUntil,
      settingsWith: (more) => TelegramSettings.parse({ ...values, ...more }),
    }
  })
  afterEach(() => desk?.fake.close())
  return () => {
    if (!desk) throw new Error('the desk is ready only inside tests')
    return desk
  }
}

/** The real way out of a program that may reach this machine. */
function ioUntil(signal: AbortSignal): ChannelIo {
  const outbound = createOutbound(readConfig({ OTKLIK_ALLOW_NETWORKS: '127.0.0.0/8' }))
  const parts = { log: createLog('silent'), outbound, clock: systemClock }
  return createIo(parts, signal, {}, { maxAnswer: 32 * 1024 * 1024 })
}

function furnish({ world }: FakeTelegram): void {
  world.addChat({ id: anna, type: 'private', first_name: 'Анна', username: 'anna' })
  world.addChat({
    id: channel,
    type: 'channel',
    title: 'Полдень',
    username: 'polden',
    linked_chat_id: discussion,
    bot: { status: 'administrator', can_post_messages: true, can_invite_users: true },
  })
  world.addChat({
    id: discussion,
    type: 'supergroup',
    title: 'Полдень: обсуждение',
    bot: { status: 'administrator', can_delete_messages: true, can_invite_users: true },
  })
  world.addMessage(discussion, post, { text: 'Новая обжарка' })
  world.addMessage(discussion, comment, { text: 'сколько стоит?' })
  world.addMessage(anna, 55, { text: 'Есть молотый?' })
}
