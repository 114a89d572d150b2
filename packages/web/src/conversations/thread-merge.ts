import type { Message } from '@otklik/contract'

export interface Thread {
  items: Message[]
  /** Null: nothing older, nothing newer. */
  older: string | null
  newer: string | null
}

export function isBefore(
  a: Pick<Message, 'occurredAt' | 'id'>,
  b: Pick<Message, 'occurredAt' | 'id'>,
): boolean {
  return a.occurredAt === b.occurredAt ? a.id < b.id : a.occurredAt < b.occurredAt
}

/** A known message is renewed where it stands; a new one takes its place in time, if the stretch reaches there. */
export function putInto(thread: Thread, message: Message): Thread {
  const at = thread.items.findIndex((item) => item.id === message.id)
  if (at >= 0) return { ...thread, items: thread.items.with(at, message) }
  const first = thread.items[0]
  if (thread.newer !== null && !thread.items.some((item) => isBefore(message, item))) return thread
  if (thread.older !== null && first && isBefore(message, first)) return thread
  const next = thread.items.findIndex((item) => isBefore(message, item))
  const place = next < 0 ? thread.items.length : next
  return { ...thread, items: thread.items.toSpliced(place, 0, message) }
}

export function withoutMessage(thread: Thread, id: string): Thread {
  return { ...thread, items: thread.items.filter((item) => item.id !== id) }
}

/** Read anew after a lost connection: what was scrolled up to stays, if nothing is missing between. */
export function mergeFresh(former: Thread | undefined, fresh: Thread): Thread {
  const first = fresh.items[0]
  const at = first && former ? former.items.findIndex((item) => item.id === first.id) : -1
  if (!former || at <= 0) return fresh
  return { items: [...former.items.slice(0, at), ...fresh.items], older: former.older, newer: fresh.newer }
}

export interface ThreadBlock {
  key: string
  /** Beginning of a day, in the zone of the workspace. */
  day: string
  messages: Message[]
}

/** By days, as people read. */
export function byDays(items: readonly Message[], dayOf: (moment: string) => string): ThreadBlock[] {
  const blocks: ThreadBlock[] = []
  for (const message of items) {
    const day = dayOf(message.occurredAt)
    const last = blocks.at(-1)
    if (last?.day === day) last.messages.push(message)
    else blocks.push({ key: day, day, messages: [message] })
  }
  return blocks
}

const TOGETHER = 5 * 60_000

/** Shown without its author again: the same one wrote a moment ago. */
export function continues(message: Message, before: Message | undefined): boolean {
  return (
    before !== undefined &&
    before.direction === message.direction &&
    before.author.name === message.author.name &&
    message.direction !== 'system' &&
    new Date(message.occurredAt).getTime() - new Date(before.occurredAt).getTime() < TOGETHER
  )
}
