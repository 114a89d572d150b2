/** Odnoklassniki: a group by its key, and an application of its administrator for everything in public. */
import type { Channel } from '../channel.ts'
import { actOk } from './act.ts'
import { importOk } from './history.ts'
import { inspectOk, testOk } from './inspect.ts'
import { listenOk } from './listen.ts'
import { lookUpPeople } from './look-up.ts'
import { maintainOk } from './maintain.ts'
import { manifest } from './manifest.ts'
import { publishOk } from './publish.ts'
import { eventKey, receive } from './receive.ts'
import { sendOk } from './send.ts'
import { OkSettings } from './settings.ts'
import { verifyPush } from './verify.ts'

export const ok: Channel<OkSettings> = {
  manifest,
  schema: OkSettings,
  receive,
  dedupKey: eventKey,
  verify: verifyPush,
  test: testOk,
  inspect: inspectOk,
  listen: listenOk,
  importHistory: importOk,
  lookUpPeople,
  maintain: maintainOk,
  send: sendOk,
  publish: publishOk,
  act: actOk,
}
