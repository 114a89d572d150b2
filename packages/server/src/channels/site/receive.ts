/** Pure: stored events of a site to signals. */
import { Buffer } from 'node:buffer'
import { ChannelError, type RawEvent, type ReceiveOutcome } from '../channel.ts'
import { SiteEvent } from './event.ts'
import { toSignals } from './signals.ts'

const known = new Set<string>(['form', 'callback', 'review', 'offline', 'message', 'phone'])

export function receive(raw: RawEvent): ReceiveOutcome {
  const value = parse(raw.body)
  const kind = kindOf(value)
  if (kind === null) throw unreadable('kind')
  if (!known.has(kind)) return { kind: 'ignored', reason: `unknown_kind:${kind.slice(0, 50)}` }
  const parsed = SiteEvent.safeParse(value)
  if (!parsed.success) throw unreadable(parsed.error.issues[0]?.path.join('.') ?? '')
  return { kind: 'signals', items: toSignals(parsed.data, raw.receivedAt) }
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch (cause) {
    throw new ChannelError('bad_event', { ru: 'Это не JSON', en: 'This is not JSON' }, { cause })
  }
}

function kindOf(value: unknown): string | null {
  if (value === null || typeof value !== 'object' || !('kind' in value)) return null
  return typeof value.kind === 'string' ? value.kind : null
}

function unreadable(place: string): ChannelError {
  return new ChannelError('bad_event', { ru: `Непонятное поле ${place}`, en: `Cannot read ${place}` })
}
