/** MAX: a bot of a business by its token, with the channels and groups it is in. */
import type { Channel } from '../channel.ts'
import { actMax } from './act.ts'
import { inspectMax, testMax } from './inspect.ts'
import { listenMax } from './listen.ts'
import { fetchMaxFile, lookUpPosts } from './look-up.ts'
import { maintainMax } from './maintain.ts'
import { manifest } from './manifest.ts'
import { publishMax } from './publish.ts'
import { receive, updateKey } from './receive.ts'
import { sendMax } from './send.ts'
import { MaxSettings } from './settings.ts'
import { verifyPush } from './verify.ts'

export const max: Channel<MaxSettings> = {
  manifest,
  schema: MaxSettings,
  receive,
  verify: verifyPush,
  dedupKey: updateKey,
  test: testMax,
  inspect: inspectMax,
  startLink: ({ url }, code) => `${url}?start=${code}`,
  listen: listenMax,
  maintain: maintainMax,
  send: sendMax,
  publish: publishMax,
  act: actMax,
  lookUpObjects: lookUpPosts,
  fetchFile: fetchMaxFile,
}
