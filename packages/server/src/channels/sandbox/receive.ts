/** Pure: stored bytes to signals. Everything that can be got wrong here is caught by a fixture. */
import { ChannelError, type RawEvent, type ReceiveOutcome, type Words } from '../channel.ts'
import { schemaByKind, SandboxPing, type SandboxEvent } from './event.ts'
import { toSignal } from './signals.ts'

export function receive(raw: RawEvent): ReceiveOutcome {
  const read = readEvent(raw.body)
  if (read.kind === 'ping') return { kind: 'ignored', reason: 'ping' }
  if (read.kind === 'unknown') return { kind: 'ignored', reason: `unknown_kind:${read.name}` }
  if (read.kind === 'unreadable') throw new ChannelError('bad_event', read.words)
  return { kind: 'signals', items: [toSignal(read.event, raw.receivedAt)] }
}

/** The event's own id names it for ever; what has none is named by its bytes. */
export function eventId(body: Uint8Array): string | null {
  const read = readEvent(body)
  return read.kind === 'event' ? read.event.id : null
}

type Read =
  | { kind: 'event'; event: SandboxEvent }
  | { kind: 'ping' }
  | { kind: 'unknown'; name: string }
  | { kind: 'unreadable'; words: Words }

function readEvent(body: Uint8Array): Read {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return {
      kind: 'unreadable',
      words: { ru: 'Это не JSON в кодировке UTF-8', en: 'This is not JSON in UTF-8' },
    }
  }
  if (SandboxPing.safeParse(value).success) return { kind: 'ping' }
  const kind = kindOf(value)
  if (kind === null)
    return { kind: 'unreadable', words: { ru: 'Нет поля kind', en: 'The field kind is missing' } }
  const schema = schemaByKind[kind]
  if (!schema) return { kind: 'unknown', name: kind.slice(0, 50) }
  const parsed = schema.safeParse(value)
  if (parsed.success) return { kind: 'event', event: parsed.data }
  const issue = parsed.error.issues[0]
  const place = issue?.path.join('.') || 'event'
  return {
    kind: 'unreadable',
    words: {
      ru: `Непонятное поле ${place}: ${issue?.message}`,
      en: `Cannot read ${place}: ${issue?.message}`,
    },
  }
}

function kindOf(value: unknown): string | null {
  if (value === null || typeof value !== 'object' || !('kind' in value)) return null
  return typeof value.kind === 'string' ? value.kind : null
}
