/** Likes, joins and leaves as cards. Their time is when they were seen: OK tells none. */
import { tellAct, tellJoin, tellLeave, type Membership, type Signal } from '../channel.ts'
import type { Found, Likes, Members } from './found.ts'
import { authorOf, authorOfUser, describe, keyOf, linkTo } from './place.ts'

export function readFound(found: Found): Signal[] {
  return found.found === 'likes' ? readLikes(found) : readMembers(found)
}

function readLikes({ place, title, text, came, went, at }: Likes): Signal[] {
  const key = keyOf(place)
  const nameOf = (uid: string): string => `like:${key}:${uid}`
  const likes = came.map((user) =>
    tellAct({
      sourceType: 'ok',
      externalId: nameOf(user.uid),
      action: 'like',
      occurredAt: new Date(at),
      author: authorOfUser(user),
      sourceUrl: linkTo(place),
      sourceTitle: title || null,
      objectId: key,
      fold: { key: `${key}:likes` },
    }),
  )
  const taken = went.map((uid): Signal => ({ kind: 'withdrawn', externalId: nameOf(uid), at: new Date(at) }))
  return [...describe(place, { title, text }), ...likes, ...taken]
}

function readMembers({ groupId, look, came, went, at }: Members): Signal[] {
  const of = (id: string): Membership => ({
    place: `ok:group/${groupId}`,
    who: `${groupId}:${id}`,
    act: {
      sourceType: 'ok',
      occurredAt: new Date(at),
      author: authorOf(id, null),
      sourceUrl: `https://ok.ru/group/${groupId}`,
    },
  })
  return [
    ...came.map((id) => tellJoin(of(id))),
    ...went.flatMap(({ id, removed }) => tellLeave(of(id), look, removed ? 'Удалён из группы' : undefined)),
  ]
}
