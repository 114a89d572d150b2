/** Odnoklassniki: a group by its key, and an application of its administrator for comments. */
import type { Channel } from '../channel.ts'
import { actOk } from './act.ts'
import { inspectOk, testOk } from './inspect.ts'
import { listenOk } from './listen.ts'
import { maintainOk } from './maintain.ts'
import { manifest } from './manifest.ts'
import { eventKey, receive } from './receive.ts'
import { sendOk } from './send.ts'
import { OkSettings } from './settings.ts'

export const ok: Channel<OkSettings> = {
  manifest,
  schema: OkSettings,
  receive,
  dedupKey: eventKey,
  test: testOk,
  inspect: inspectOk,
  listen: listenOk,
  maintain: maintainOk,
  send: sendOk,
  act: actOk,
}
