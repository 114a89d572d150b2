/** A fresh VK for every test of a file. */
import { afterEach, beforeEach } from 'vitest'
import type { ChannelIo } from '../../channels/channel.ts'
import { createIo } from '../../channels/io.ts'
import { VkSettings } from '../../channels/vk/settings.ts'
import { systemClock } from '../../platform/clock.ts'
import { readConfig } from '../../platform/config.ts'
import { createLog } from '../../platform/log.ts'
import { createOutbound } from '../../platform/outbound.ts'
import { FakeVk } from './vk.ts'

export interface VkDesk {
  fake: FakeVk
  /** With the community's key alone. */
  settings: VkSettings
  /** With every key. */
  allKeys: VkSettings
  io: ChannelIo
  ioUntil(signal: AbortSignal): ChannelIo
}

export function useVk(): () => VkDesk {
  let desk: VkDesk | undefined
  beforeEach(async () => {
    const fake = new FakeVk()
    await fake.open()
    const { community: token, user: userToken, service: serviceToken } = fake.world.keys
    desk = {
      fake,
      settings: VkSettings.parse({ token, apiUrl: fake.url }),
      allKeys: VkSettings.parse({ token, userToken, serviceToken, apiUrl: fake.url }),
      io: ioUntil(AbortSignal.timeout(30_000)),
      ioUntil,
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
  return createIo({ log: createLog('silent'), outbound, clock: systemClock }, signal, {})
}
