/** VK: a community by its key, by Callback API or Long Poll. */
import type { Channel } from '../channel.ts'
import { actVk } from './act.ts'
import { importVk } from './history.ts'
import { inspectVk, testVk } from './inspect.ts'
import { listenVk } from './listen.ts'
import { lookUpObjects, lookUpPeople } from './look-up.ts'
import { maintainVk } from './maintain.ts'
import { manifest } from './manifest.ts'
import { publishVk } from './publish.ts'
import { eventKey, receive } from './receive.ts'
import { sendVk } from './send.ts'
import { VkSettings } from './settings.ts'
import { verifyPush } from './verify.ts'

export const vk: Channel<VkSettings> = {
  manifest,
  schema: VkSettings,
  receive,
  verify: verifyPush,
  dedupKey: eventKey,
  test: testVk,
  inspect: inspectVk,
  startLink: ({ url }, code) => `${url.replace('//vk.com/', '//vk.me/')}?ref=${code}`,
  listen: listenVk,
  maintain: maintainVk,
  importHistory: importVk,
  send: sendVk,
  publish: publishVk,
  act: actVk,
  lookUpPeople,
  lookUpObjects,
}
