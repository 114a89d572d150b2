/** Keeps OK's side in order: after eight hours of failures it forgets our address without a word. */
import { z } from 'zod'
import type { Upkeep, UpkeepSession } from '../channel.ts'
import { callGraph, readAnswer, type Way } from './api.ts'
import type { OkSettings } from './settings.ts'

const Subscriptions = z.looseObject({
  subscriptions: z.array(z.looseObject({ url: z.string() })).nullish(),
})

export async function maintainOk(session: UpkeepSession<OkSettings>): Promise<Upkeep> {
  const { config, io, hook, memory, goal } = session
  const way: Way = { config, io }
  const before = typeof memory['url'] === 'string' ? memory['url'] : null
  const wanted = goal === 'connected' && hook && config.delivery !== 'poll' ? hook.url : null
  if (wanted === null && before === null && !hook) return { memory: {}, note: null }
  const answer = await callGraph(way, 'me/subscriptions')
  const { subscriptions } = readAnswer(Subscriptions, answer, 'me/subscriptions')
  const present = new Set((subscriptions ?? []).map(({ url }) => url))
  // Only our own: the group may push to other programs too.
  for (const url of new Set([before, hook?.url ?? null]))
    if (url !== null && url !== wanted && present.has(url))
      await callGraph(way, 'me/unsubscribe', { body: { url } })
  if (wanted === null) return { memory: {}, note: null }
  if (present.has(wanted)) return { memory: { url: wanted }, note: null }
  await callGraph(way, 'me/subscribe', { body: { url: wanted } })
  const lost = before === wanted
  return {
    memory: { url: wanted },
    missed: lost,
    note: lost
      ? {
          ru: 'Одноклассники потеряли наш адрес, мы записали его снова. Сообщения за это время посмотрите на ok.ru.',
          en: 'OK had lost our address; we wrote it down again. Look at ok.ru for the messages of that time.',
        }
      : null,
  }
}
