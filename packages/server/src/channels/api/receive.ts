/** JSON of the public API (`InterestInput`, one or a list of up to 100) to interests. */
import { InterestInput } from '@otklik/contract'
import {
  ChannelError,
  type Inbound,
  type InboundAuthor,
  type RawEvent,
  type ReceiveOutcome,
  type ReplyTarget,
  type Words,
} from '../channel.ts'

const maxItems = 100

export function receive(raw: RawEvent): ReceiveOutcome {
  const read = readItems(raw)
  if ('problem' in read) throw new ChannelError('bad_event', read.problem)
  const items = read.items.map((item, index) => toInbound(item, raw, index))
  return { kind: 'interests', items, recognisedBy: { code: 'sent_by_api', params: {} } }
}

export function complain(raw: RawEvent): Words | null {
  const read = readItems(raw)
  return 'problem' in read ? read.problem : null
}

/** Every item says its own id: sent again it is the same event. */
export function allNamed(raw: RawEvent): boolean {
  const read = readItems(raw)
  return 'items' in read && read.items.every((item) => item.externalId !== undefined)
}

function readItems(raw: RawEvent): { items: InterestInput[] } | { problem: Words } {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw.body))
  } catch {
    return { problem: { ru: 'Тело запроса не JSON в кодировке UTF-8', en: 'The body is not JSON in UTF-8' } }
  }
  const list = Array.isArray(value) ? value : [value]
  if (list.length === 0 || list.length > maxItems) {
    return {
      problem: {
        ru: `В одном запросе от 1 до ${maxItems} откликов`,
        en: `A request carries 1 to ${maxItems} interests`,
      },
    }
  }
  const items: InterestInput[] = []
  for (const [index, one] of list.entries()) {
    const parsed = InterestInput.safeParse(one)
    if (!parsed.success)
      return { problem: describe(parsed.error.issues[0], Array.isArray(value) ? index : null) }
    items.push(parsed.data)
  }
  return { items }
}

function describe(issue: { path: PropertyKey[]; message: string } | undefined, index: number | null): Words {
  const place =
    [...(index === null ? [] : [`[${index}]`]), ...(issue?.path.map(String) ?? [])].join('.') || 'body'
  const message = issue?.message ?? 'wrong'
  return { ru: `Поле ${place}: ${message}`, en: `Field ${place}: ${message}` }
}

function toInbound(input: InterestInput, raw: RawEvent, index: number): Inbound {
  return {
    externalId: input.externalId ?? `${raw.id}:${index}`,
    objectKey: input.objectKey ?? null,
    sourceType: input.sourceType,
    activityClass: input.activityClass,
    action: input.action,
    sourceUrl: input.sourceUrl ?? null,
    sourceTitle: input.sourceTitle ?? null,
    occurredAt: input.occurredAt ? new Date(input.occurredAt) : raw.receivedAt,
    author: input.author ? toAuthor(input.author, input.sourceType) : null,
    text: input.text,
    quoted: null,
    productHint:
      input.productName || input.productUrl
        ? { text: input.productName ?? null, url: input.productUrl ?? null }
        : null,
    isPublic: input.isPublic,
    rating: input.rating ?? null,
    replyTarget: toTarget(input),
    attachments: [],
    fields: input.fields,
    warnings: [],
  }
}

function toAuthor(author: NonNullable<InterestInput['author']>, sourceType: string): InboundAuthor {
  const email = author.email?.toLowerCase() ?? null
  // An address names a person whatever road it came by; an id is only good inside its network.
  const byMail = author.externalId === undefined && email !== null
  return {
    network: byMail ? 'mail' : (author.network ?? sourceType),
    externalId: author.externalId ?? email ?? author.profileUrl ?? author.phone ?? null,
    name: author.name ?? null,
    photoUrl: author.photoUrl ?? null,
    profileUrl: author.profileUrl ?? null,
    email,
    phone: author.phone ?? null,
  }
}

function toTarget(input: InterestInput): ReplyTarget | null {
  const { author } = input
  if (author?.email && !input.isPublic) {
    return {
      kind: 'mail',
      to: author.email,
      toName: author.name ?? null,
      subject: input.sourceTitle ?? '',
      inReplyTo: null,
      references: [],
    }
  }
  if (author?.phone && !input.sourceUrl) return { kind: 'call', phone: author.phone }
  return null
}
