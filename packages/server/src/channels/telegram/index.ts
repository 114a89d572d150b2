/** Telegram: a bot by its token, and business accounts connected to it. */
import type { Channel } from '../channel.ts'
import { actTelegram } from './act.ts'
import { inspectTelegram, testTelegram } from './inspect.ts'
import { listenTelegram } from './listen.ts'
import { fetchTelegramFile, lookUpPeople } from './look-up.ts'
import { maintainTelegram } from './maintain.ts'
import { manifest } from './manifest.ts'
import { publishTelegram } from './publish.ts'
import { receive, updateKey } from './receive.ts'
import { sendTelegram } from './send.ts'
import { TelegramSettings } from './settings.ts'
import { verifyPush } from './verify.ts'

export const telegram: Channel<TelegramSettings> = {
  manifest,
  schema: TelegramSettings,
  receive,
  verify: verifyPush,
  dedupKey: updateKey,
  test: testTelegram,
  inspect: inspectTelegram,
  startLink: ({ url }, code) => `${url}?start=${code}`,
  listen: listenTelegram,
  maintain: maintainTelegram,
  send: sendTelegram,
  publish: publishTelegram,
  act: actTelegram,
  lookUpPeople,
  fetchFile: fetchTelegramFile,
}
