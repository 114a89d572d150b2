/** What an event of the sandbox says, in the words of the core. */
import type { Inbound, InboundAttachment, InboundAuthor, ReplyTarget, Signal, ThingRef } from '../channel.ts'
import type {
  SandboxAct,
  SandboxAuthor,
  SandboxChange,
  SandboxEvent,
  SandboxFile,
  SandboxMessage,
  SandboxNews,
} from './event.ts'

export function toSignal(event: SandboxEvent, receivedAt: Date): Signal {
  const at = 'at' in event && event.at ? new Date(event.at * 1000) : receivedAt
  switch (event.kind) {
    case 'comment':
    case 'like':
    case 'join':
    case 'review':
      return { kind: 'interest', interest: toInterest(event, at) }
    case 'message':
      return toMessage(event, at)
    case 'edit':
    case 'remove':
    case 'restore':
    case 'unlike':
      return toChange(event, at)
    default:
      return toNews(event, at)
  }
}

const actions = { comment: 'comment', like: 'like', join: 'subscription', review: 'review' } as const

function toInterest(event: SandboxAct, occurredAt: Date): Inbound {
  const { author, place, kind } = event
  const folds = kind === 'like' || kind === 'join'
  return {
    externalId: event.act ?? event.id,
    objectKey: folds ? null : objectKey(event.id),
    sourceType: 'sandbox',
    activityClass: kind === 'review' ? 'review' : 'social',
    action: actions[kind],
    sourceUrl: place?.url ?? null,
    sourceTitle: place?.title ?? null,
    occurredAt,
    author: toAuthor(author),
    text: event.text,
    quoted: null,
    productHint:
      event.product || place
        ? { text: event.product ?? place?.title ?? null, url: place?.url ?? null }
        : null,
    isPublic: true,
    rating: event.stars ?? null,
    replyTarget: folds ? null : { kind: 'comment', objectId: place?.id ?? event.id, parentId: event.id },
    attachments: event.files.map(toAttachment),
    fields: [],
    warnings: [],
    objectId: place ? placeKey(place.id) : null,
    parentKey: event.parent ? objectKey(event.parent) : null,
    fold: folds ? { key: `sandbox:${place?.id ?? 'community'}:${kind}s` } : null,
  }
}

function toMessage(event: SandboxMessage, occurredAt: Date): Signal {
  const chatId = event.chat ?? event.author.id
  const replyTarget: ReplyTarget = { kind: 'dialog', chatId }
  return {
    kind: 'message',
    message: {
      externalId: event.id,
      chatId,
      chatKind: event.group ? 'group' : 'private',
      direction: event.out ? 'out' : 'in',
      author: toAuthor(event.author),
      occurredAt,
      text: event.text,
      attachments: event.files.map(toAttachment),
      replyToId: event.answers ?? null,
      albumKey: event.album ?? null,
      sourceType: 'sandbox',
      activityClass: 'chat',
      sourceUrl: null,
      sourceTitle: null,
      replyTarget,
      windowUntil: event.until ? new Date(event.until * 1000) : null,
      fields: event.fields,
      productHint: event.product ? { text: event.product, url: null } : null,
      campaign: event.campaign ?? null,
    },
  }
}

function toChange(event: SandboxChange, at: Date): Signal {
  if (event.kind === 'unlike') return { kind: 'withdrawn', externalId: event.of, at }
  const of: ThingRef = event.chat
    ? { kind: 'message', chatId: event.chat, messageId: event.of }
    : { kind: 'interest', objectKey: objectKey(event.of) }
  if (event.kind === 'edit') return { kind: 'edited', of, text: event.text, at }
  if (event.kind === 'remove') return { kind: 'removed', of, at, by: event.by ?? null }
  return { kind: 'restored', of, at }
}

function toNews(event: SandboxNews, at: Date): Signal {
  switch (event.kind) {
    case 'post': {
      const { id, title, url, text, photo } = event.place
      return {
        kind: 'object',
        object: {
          id: placeKey(id),
          title: title ?? null,
          text,
          url: url ?? null,
          photoUrl: photo ?? null,
          at,
        },
      }
    }
    case 'typing':
      return { kind: 'typing', chatId: event.chat }
    case 'allow':
    case 'deny':
      return {
        kind: 'permission',
        chatId: event.chat,
        author: toAuthor(event.author),
        allowed: event.kind === 'allow',
        at,
      }
    default:
      return {
        kind: 'receipt',
        chatId: event.chat,
        messageId: event.message ?? null,
        state: event.kind,
        at,
      }
  }
}

function objectKey(id: string): string {
  return `sandbox:${id}`
}

function placeKey(id: string): string {
  return `sandbox:place/${id}`
}

function toAuthor(author: SandboxAuthor): InboundAuthor {
  return {
    network: 'sandbox',
    externalId: author.id,
    name: author.name ?? null,
    photoUrl: author.photo ?? null,
    profileUrl: author.page ?? null,
    email: null,
    phone: null,
  }
}

function toAttachment({ name, mime, size, url, ref }: SandboxFile): InboundAttachment {
  return {
    name,
    mime,
    size,
    content: null,
    url: url ?? null,
    remoteRef: ref ?? null,
    inline: false,
    contentId: null,
  }
}
