/** Names and links of posts, comments and people. */
import { ChannelError, type InboundAuthor } from '../channel.ts'
import type { User } from './update.ts'

/** `mid`s are unique in all of MAX. */
export function postKey(mid: string): string {
  return `max:${mid}`
}

export function commentKey(postMid: string, commentMid: string): string {
  return `${postKey(postMid)}?comment=${commentMid}`
}

/** Back from `postKey`. Throws `bug` for a thing of another network. */
export function midOfPost(key: string): string {
  const mid = /^max:([^?\s]+)$/.exec(key)?.[1]
  if (mid === undefined)
    throw new ChannelError('bug', {
      ru: 'Этот адрес ответа не из MAX',
      en: 'This reply address is not of MAX',
    })
  return mid
}

export function authorOf(user: User, phone: string | null = null): InboundAuthor {
  const name = user.name?.trim() || [user.first_name, user.last_name].filter(Boolean).join(' ')
  return {
    network: 'max',
    externalId: user.user_id,
    name: name || null,
    photoUrl: linkOrNull(user.full_avatar_url ?? user.avatar_url),
    profileUrl: user.username ? `https://max.ru/${encodeURIComponent(user.username)}` : null,
    email: null,
    phone,
  }
}

export function linkOrNull(url: string | null | undefined): string | null {
  return url && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : null
}

/** First line of a post, short enough for a title. */
export function titleOfPost(text: string): string | null {
  const line = text.trim().split('\n')[0]?.trim() ?? ''
  if (line === '') return null
  return line.length <= 80 ? line : `${line.slice(0, 79).trimEnd()}…`
}
