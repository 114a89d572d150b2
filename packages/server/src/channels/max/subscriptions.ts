/** Where MAX pushes the events of the bot. */
import { z } from 'zod'
import type { ChannelIo, Hook } from '../channel.ts'
import { ask, order } from './api.ts'
import type { MaxSettings } from './settings.ts'
import { wantedUpdates } from './wanted.ts'

const Subscription = z.object({ url: z.string(), update_types: z.array(z.string()).nullish() })
export type Subscription = z.infer<typeof Subscription>

export async function listSubscriptions(settings: MaxSettings, io: ChannelIo): Promise<Subscription[]> {
  const answer = z.object({ subscriptions: z.array(Subscription) })
  return (await ask(settings, io, { path: '/subscriptions' }, answer)).subscriptions
}

export async function subscribe(settings: MaxSettings, io: ChannelIo, hook: Hook): Promise<void> {
  await order(settings, io, {
    method: 'POST',
    path: '/subscriptions',
    body: { url: hook.url, update_types: wantedUpdates, secret: hook.secret },
  })
}

export async function unsubscribe(settings: MaxSettings, io: ChannelIo, url: string): Promise<void> {
  await order(settings, io, { method: 'DELETE', path: '/subscriptions', query: { url } })
}

/** Without a list all kinds are sent. */
export function sendsAll({ update_types: kinds }: Subscription): boolean {
  return !kinds || wantedUpdates.every((kind) => kinds.includes(kind))
}

/** For words: the path of somebody's hook may hold a secret. */
export function hostsOf(subscriptions: readonly Subscription[]): string {
  return [...new Set(subscriptions.map(({ url }) => (URL.canParse(url) ? new URL(url).host : '?')))].join(
    ', ',
  )
}
