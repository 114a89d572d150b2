/** Names and links of posts, photos, comments, dialogs and people. Keys equal those the notification letters of VK are read to. */
import { ChannelError, type InboundAuthor } from '../channel.ts'

export type ThingKind = 'wall' | 'photo' | 'video' | 'product' | 'topic'

/** What comments stand under. Things of a community have an owner below zero. */
export interface Thing {
  kind: ThingKind
  owner: string
  id: string
}

const site = 'https://vk.com'
/** Dialogs of many people are numbered from here. */
const firstGroupChat = 2_000_000_000

/** `vk:wall-9_44` */
export function keyOfThing({ kind, owner, id }: Thing): string {
  return `vk:${kind}${owner}_${id}`
}

/** `vk:wall-9_44?reply=3`, of a discussion `vk:topic-9_12?post=77`. */
export function keyOfComment(thing: Thing, commentId: string): string {
  return `${keyOfThing(thing)}?${thing.kind === 'topic' ? 'post' : 'reply'}=${commentId}`
}

export function linkToThing({ kind, owner, id }: Thing): string {
  return `${site}/${kind}${owner}_${id}`
}

/** `thread`: the first comment of the branch, without which VK does not unfold it. */
export function linkToComment(thing: Thing, commentId: string, thread: string | null = null): string {
  const mark = thing.kind === 'topic' ? 'post' : 'reply'
  return `${linkToThing(thing)}?${mark}=${commentId}${thread === null ? '' : `&thread=${thread}`}`
}

export function linkToCommunity(groupId: string): string {
  return `${site}/club${groupId}`
}

/** Where a colleague opens the dialog in the messages of the community. */
export function linkToDialog(groupId: string, peerId: string): string {
  const number = Number(peerId) - firstGroupChat
  return `${site}/gim${groupId}?sel=${number >= 0 ? `c${number}` : peerId}`
}

export function isGroupChat(peerId: string): boolean {
  return Number(peerId) >= firstGroupChat
}

/** Reads keys of things and comments back; throws `bug` for what is not of VK. */
export function parseKey(key: string): { thing: Thing; commentId: string | null } {
  const match = /^vk:(wall|photo|video|product|topic)(-?\d+)_(\d+)(?:\?(?:reply|post)=(\d+))?$/.exec(key)
  const [, kind, owner, id, commentId] = match ?? []
  if (owner === undefined || id === undefined || !isThingKind(kind)) throw foreign()
  return { thing: { kind, owner, id }, commentId: commentId ?? null }
}

/** Number of a comment from its key, or as it is. */
export function commentIdOf(externalId: string): string {
  const number = /(?:^|=)(\d+)$/.exec(externalId)?.[1]
  if (number === undefined) throw foreign()
  return number
}

export function foreign(): ChannelError {
  return new ChannelError('bug', { ru: 'Этот адрес ответа не из ВК', en: 'This reply address is not of VK' })
}

/** Events name people by number only; communities have numbers below zero. Zero is nobody. */
export function authorOf(id: string): InboundAuthor | null {
  if (id === '0' || id === '') return null
  return {
    network: 'vk',
    externalId: id,
    name: null,
    photoUrl: null,
    profileUrl: id.startsWith('-') ? linkToCommunity(id.slice(1)) : `${site}/id${id}`,
    email: null,
    phone: null,
  }
}

/** First line of a post, short enough for a title. */
export function titleOfText(text: string): string | null {
  const line = text.trim().split('\n')[0]?.trim() ?? ''
  if (line === '') return null
  return line.length <= 80 ? line : `${line.slice(0, 79).trimEnd()}…`
}

/** VK keeps mentions as `[id1|Имя]` and shows the name. */
export function shownText(text: string): string {
  return text.replaceAll(/\[(?:id|club|public|event)\d+(?::[\w-]+)?\|([^\]\n]{1,200})\]/g, '$1')
}

function isThingKind(kind: string | undefined): kind is ThingKind {
  return kind !== undefined && ['wall', 'photo', 'video', 'product', 'topic'].includes(kind)
}
