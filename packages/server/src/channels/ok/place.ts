/** Names and links of things at OK. Keys equal those of letters of OK where a letter has a link. */
import { ChannelError, type InboundAuthor, type Signal } from '../channel.ts'
import type { User } from './update.ts'

/** What comments stand under. */
export interface Place {
  groupId: string
  type: string
  id: string
}

const parts: Record<string, string> = { GROUP_TOPIC: 'topic', GROUP_PRODUCT: 'product' }

function pathOf({ groupId, type, id }: Place): string | null {
  const part = parts[type]
  if (part !== undefined) return `group/${groupId}/${part}/${id}`
  return type.endsWith('MOVIE') ? `video/${id}` : null
}

export function keyOf(place: Place): string {
  return `ok:${pathOf(place) ?? `group/${place.groupId}/${place.type.toLowerCase()}/${place.id}`}`
}

export function commentKey(place: Place, commentId: string): string {
  return `${keyOf(place)}?comment=${commentId}`
}

/** A photo's page needs the number of its album, which OK does not tell here: the group is opened instead. */
export function linkTo(place: Place): string {
  return `https://ok.ru/${pathOf(place) ?? `group/${place.groupId}`}`
}

/** The way back to a place, for `ReplyTarget.objectId`. */
export function nameOf({ groupId, type, id }: Place): string {
  return `${groupId}/${type}/${id}`
}

export function placeOf(name: string): Place {
  const [, groupId, type, id] = /^(\d+)\/([A-Z_]+)\/([\w-]+)$/.exec(name) ?? []
  if (groupId === undefined || type === undefined || id === undefined)
    throw new ChannelError('bug', {
      ru: 'Этот адрес ответа не из Одноклассников',
      en: 'This reply address is not of OK',
    })
  return { groupId, type, id }
}

/** `user:570000000001` and `570000000001` are one person. */
export function authorOf(id: string, name: string | null): InboundAuthor {
  const bare = id.replace(/^[a-z]+:/, '')
  return {
    network: 'ok',
    externalId: bare,
    name,
    photoUrl: null,
    profileUrl: /^\d+$/.test(bare) ? `https://ok.ru/profile/${bare}` : null,
    email: null,
    phone: null,
  }
}

/** Address as people know it: `https://ok.ru/anna`. */
export function authorOfUser(user: User): InboundAuthor {
  const { uid, name, first_name: first, last_name: last, pic_190x190: photo, url_profile: page } = user
  const author = authorOf(uid, name || [first, last].filter(Boolean).join(' ') || null)
  return {
    ...author,
    photoUrl: photo && photo.startsWith('https:') ? photo : null,
    profileUrl: page && page.startsWith('https://ok.ru/') ? page : author.profileUrl,
  }
}

/** What is known of a thing from the list of discussions: the context of its comments and likes. */
export function describe(place: Place, words: { title: string; text?: string | undefined }): Signal[] {
  const title = words.title.trim()
  const text = words.text?.trim() || title
  if (text === '') return []
  return [
    {
      kind: 'object',
      object: {
        id: keyOf(place),
        title: title || text.slice(0, 80),
        text,
        url: linkTo(place),
        photoUrl: null,
        at: null,
      },
    },
  ]
}
