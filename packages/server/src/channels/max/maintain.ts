/** Keeps MAX's side in order: it drops an address that did not answer for eight hours, and tells nobody. */
import { createHash } from 'node:crypto'
import type { ChannelMemory, Hook, Upkeep, UpkeepSession, Words } from '../channel.ts'
import { pushedTo, type MaxSettings } from './settings.ts'
import {
  hostsOf,
  listSubscriptions,
  sendsAll,
  subscribe,
  unsubscribe,
  type Subscription,
} from './subscriptions.ts'

type Session = UpkeepSession<MaxSettings>

export async function maintainMax(session: Session): Promise<Upkeep> {
  const { config, io, memory, goal } = session
  const hook = pushedTo(session.hook, config)
  const found = await listSubscriptions(config, io)
  if (goal === 'gone' || !hook) return leave(session, found)
  const old = found.filter(({ url }) => url === memory['url'] && url !== hook.url)
  for (const { url } of old) await unsubscribe(config, io, url)
  const ours = found.find(({ url }) => url === hook.url)
  const others = found.filter((one) => one !== ours && !old.includes(one))
  const reason = whySubscribe(ours, hook, memory)
  if (reason === null) return { memory, note: othersNote(others) }
  await subscribeAnew(session, hook)
  return {
    memory: { url: hook.url, secret: markOf(hook) },
    missed: reason === 'lost',
    note: reason === 'new' ? othersNote(others) : joinWords(notes[reason], othersNote(others)),
  }
}

/** Takes back only an address of ours: other programs may have theirs. */
async function leave({ config, io, hook, memory }: Session, found: Subscription[]): Promise<Upkeep> {
  const ours = found.filter(({ url }) => url === hook?.url || url === memory['url'])
  for (const { url } of ours) await unsubscribe(config, io, url)
  return { memory: {}, note: null }
}

/** The docs do not say that a second subscription replaces the first; where it did not, the first is taken back. */
async function subscribeAnew({ config, io }: Session, hook: Hook): Promise<void> {
  await subscribe(config, io, hook)
  const ours = (await listSubscriptions(config, io)).find(({ url }) => url === hook.url)
  if (ours && sendsAll(ours)) return
  await unsubscribe(config, io, hook.url)
  await subscribe(config, io, hook)
}

type Reason = 'new' | 'lost' | 'kinds'

const notes: Record<Exclude<Reason, 'new'>, Words> = {
  lost: {
    ru: 'MAX отписал наш адрес: так бывает после восьми часов, когда он не мог до нас дозвониться. Мы подписались снова; что случилось за это время, посмотрите в самом MAX.',
    en: 'MAX had dropped our address: it does so after eight hours without an answer from us. We subscribed again; look at MAX itself for what happened meanwhile.',
  },
  kinds: {
    ru: 'MAX присылал не все виды событий, мы подписались на все.',
    en: 'MAX did not send all kinds of events; we subscribed to all.',
  },
}

function whySubscribe(ours: Subscription | undefined, hook: Hook, memory: ChannelMemory): Reason | null {
  const known = memory['url'] === hook.url
  if (!ours) return known ? 'lost' : 'new'
  if (!known || memory['secret'] !== markOf(hook)) return 'new'
  return sendsAll(ours) ? null : 'kinds'
}

/** A mark of the secret, not the secret: memory is not sealed. */
function markOf({ secret }: Hook): string {
  return createHash('sha256').update(secret).digest('hex').slice(0, 16)
}

function othersNote(others: readonly Subscription[]): Words | null {
  if (others.length === 0) return null
  const hosts = hostsOf(others)
  return {
    ru: `События этого бота получает ещё и другая программа: ${hosts}. Она тоже может отвечать вашим клиентам.`,
    en: `Another program receives the events of this bot as well: ${hosts}. It may answer your clients too.`,
  }
}

function joinWords(first: Words, second: Words | null): Words {
  return second ? { ru: `${first.ru} ${second.ru}`, en: `${first.en} ${second.en}` } : first
}
