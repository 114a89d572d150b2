/** Which events must be written one after another: those that concern the same person, chat, thing or folded card. */
import type { InboundAuthor, ReceiveOutcome, Signal } from './channel.ts'

/** Names of everything the outcome touches; an unread event touches nothing. */
export function laneKeys(outcome: ReceiveOutcome | null): string[] {
  if (!outcome || outcome.kind === 'ignored') return []
  const signals: Signal[] =
    outcome.kind === 'signals'
      ? outcome.items
      : outcome.items.map((interest) => ({ kind: 'interest', interest }))
  return signals.flatMap(keysOf)
}

/** Items that share a key, also through others, stand in one lane in their order; lanes are filled evenly. */
export function splitIntoLanes<T>(items: readonly T[], count: number, keys: (item: T) => string[]): T[][] {
  const lanes: T[][] = Array.from({ length: count }, () => [])
  for (const group of joinByKeys(items, keys)) {
    const shortest = lanes.reduce((a, b) => (b.length < a.length ? b : a))
    shortest.push(...group)
  }
  return lanes
}

function joinByKeys<T>(items: readonly T[], keys: (item: T) => string[]): T[][] {
  // Each item points at an earlier one it belongs with; the first of a group points at itself.
  const heads = items.map((_item, index) => index)
  const headOf = (index: number): number => {
    const head = heads[index] ?? index
    return head === index ? index : headOf(head)
  }
  const firstWith = new Map<string, number>()
  items.forEach((item, index) => {
    for (const key of keys(item)) {
      const first = firstWith.get(key)
      if (first === undefined) firstWith.set(key, index)
      else {
        const [a, b] = [headOf(first), headOf(index)]
        heads[Math.max(a, b)] = Math.min(a, b)
      }
    }
  })
  const groups = new Map<number, T[]>()
  items.forEach((item, index) => {
    const head = headOf(index)
    groups.set(head, [...(groups.get(head) ?? []), item])
  })
  return [...groups.values()]
}

function keysOf(signal: Signal): string[] {
  switch (signal.kind) {
    case 'interest': {
      const { objectKey, author, fold, externalId } = signal.interest
      return [
        `act ${externalId}`,
        ...(objectKey === null ? [] : [`thing ${objectKey}`]),
        ...(fold ? [`fold ${fold.key}`] : []),
        ...authorKeys(author),
      ]
    }
    case 'message':
      return [`chat ${signal.message.chatId}`, ...authorKeys(signal.message.author)]
    case 'edited':
    case 'removed':
    case 'restored':
      return [signal.of.kind === 'message' ? `chat ${signal.of.chatId}` : `thing ${signal.of.objectKey}`]
    case 'withdrawn':
      return [`act ${signal.externalId}`]
    case 'object':
      return [`object ${signal.object.id}`]
    case 'permission':
      return [`chat ${signal.chatId}`, ...authorKeys(signal.author)]
    case 'call':
      return [
        `call ${signal.call.callId}`,
        ...(signal.call.phone === null ? [] : [`phone ${signal.call.phone.replaceAll(/\D/g, '')}`]),
      ]
    case 'receipt':
    case 'typing':
      return [`chat ${signal.chatId}`]
  }
}

function authorKeys(author: InboundAuthor | null): string[] {
  const name = author?.externalId ?? author?.email ?? author?.name
  return name ? [`person ${author?.network} ${name}`] : []
}
