/** A fresh MAX for every test of a file, with the people and places the tests speak of. */
import { afterEach, beforeEach, expect } from 'vitest'
import { ChannelError, type ChannelIo } from '../../channels/channel.ts'
import { createIo } from '../../channels/io.ts'
import { MaxSettings } from '../../channels/max/settings.ts'
import { systemClock } from '../../platform/clock.ts'
import { readConfig } from '../../platform/config.ts'
import { createLog } from '../../platform/log.ts'
import { createOutbound } from '../../platform/outbound.ts'
import { openFakeMax, type FakeMax } from './max.ts'

export const anna = 100
export const channel = -200
export const group = -300

export interface MaxDesk {
  fake: FakeMax
  settings: MaxSettings
  io: ChannelIo
  /** The same desk with other values of the form. */
  settingsWith(values: object): MaxSettings
}

export function useMax(): () => MaxDesk {
  let desk: MaxDesk | undefined
  beforeEach(async () => {
    const fake = await openFakeMax()
    furnish(fake)
    const values = { token: fake.world.token, apiUrl: fake.url }
    desk = {
      fake,
      settings: MaxSettings.parse(values),
      io: maxIo(AbortSignal.timeout(30_000)),
      settingsWith: (more) => MaxSettings.parse({ ...values, ...more }),
    }
  })
  afterEach(() => desk?.fake.close())
  return () => {
    if (!desk) throw new Error('the desk is ready only inside tests')
    return desk
  }
}

/** The real way out of a program that may reach this machine. */
export function maxIo(signal: AbortSignal, env: Record<string, string> = {}): ChannelIo {
  const outbound = createOutbound(readConfig({ OTKLIK_ALLOW_NETWORKS: '127.0.0.0/8', ...env }))
  return createIo({ log: createLog('silent'), outbound, clock: systemClock }, signal, {})
}

/** What a call failed with; whatever is logged of it, the token is not in it. */
export async function failureOf(work: Promise<unknown>): Promise<ChannelError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ChannelError)) throw new Error('no ChannelError came', { cause: error })
  expect(JSON.stringify([error, error.stack, error.cause, error.words])).not.toContain('fake-token')
  return error
}

function furnish({ world }: FakeMax): void {
  const reader = { is_admin: true, permissions: ['read_all_messages', 'write'] }
  world.addChat({ chat_id: anna, type: 'dialog', title: 'Анна', bot: reader })
  world.addChat({ chat_id: channel, type: 'channel', title: 'Полдень', link: 'polden', bot: reader })
  world.addChat({
    chat_id: group,
    type: 'chat',
    title: 'Гости',
    link: 'guests',
    bot: { is_admin: false, permissions: [] },
  })
  world.addMessage('mid.post', channel, 'Новая обжарка')
  world.addMessage('mid.c1', channel, 'сколько стоит?', 'mid.post')
  world.addMessage('mid.1', anna, 'цена?')
}
