/** Pure: stored bytes to interests. Everything that can be got wrong here is caught by a fixture. */
import {
  ChannelError,
  type Inbound,
  type RawEvent,
  type ReceiveOutcome,
  type ReplyTarget,
  type Words,
} from '../channel.ts'
import { SandboxEvent, SandboxPing } from './event.ts'

export function receive(raw: RawEvent): ReceiveOutcome {
  const read = readEvent(raw.body)
  if (read.kind === 'ping') return { kind: 'ignored', reason: 'ping' }
  if (read.kind === 'unreadable') throw new ChannelError('bad_event', read.words)
  return { kind: 'interests', items: [toInbound(read.event, raw.receivedAt)] }
}

/** The event's own id names it for ever; what has none is named by its bytes. */
export function eventId(body: Uint8Array): string | null {
  const read = readEvent(body)
  return read.kind === 'event' ? read.event.id : null
}

type Read = { kind: 'event'; event: SandboxEvent } | { kind: 'ping' } | { kind: 'unreadable'; words: Words }

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
  const parsed = SandboxEvent.safeParse(value)
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

const actions = { comment: 'comment', message: 'chat_message', like: 'like', review: 'review' } as const
const classes = { comment: 'social', message: 'chat', like: 'social', review: 'review' } as const

function toInbound(event: SandboxEvent, receivedAt: Date): Inbound {
  const { author, place } = event
  return {
    externalId: event.id,
    objectKey: place ? `sandbox:${place.id}?event=${event.id}` : null,
    sourceType: 'sandbox',
    activityClass: classes[event.kind],
    action: actions[event.kind],
    sourceUrl: place?.url ?? null,
    sourceTitle: place?.title ?? null,
    occurredAt: event.at ? new Date(event.at * 1000) : receivedAt,
    author: {
      network: 'sandbox',
      externalId: author.id,
      name: author.name,
      photoUrl: author.photo ?? null,
      profileUrl: author.page ?? null,
      email: null,
      phone: null,
    },
    text: event.text,
    quoted: null,
    productHint:
      event.product || place
        ? { text: event.product ?? place?.title ?? null, url: place?.url ?? null }
        : null,
    isPublic: event.kind !== 'message',
    rating: event.stars ?? null,
    replyTarget: toTarget(event),
    attachments: [],
    fields: [],
    warnings: [],
  }
}

function toTarget(event: SandboxEvent): ReplyTarget | null {
  if (event.kind === 'like') return null
  if (event.kind === 'message') return { kind: 'dialog', chatId: event.author.id }
  return { kind: 'comment', objectId: event.place?.id ?? event.id, parentId: event.id }
}
