/** Likes, reposts, joins, leaves and votes: everybody with one of them is on one card. VK tells the time only of a repost. */
import {
  tellAct,
  tellJoin,
  tellLeave,
  type Act,
  type Membership,
  type ReceiveOutcome,
  type Signal,
} from '../channel.ts'
import type { Join, Leave, Like, Post, Vote } from './event.ts'
import type { z } from 'zod'
import {
  authorOf,
  keyOfComment,
  keyOfThing,
  linkToComment,
  linkToCommunity,
  linkToThing,
  shownText,
  type Thing,
  type ThingKind,
} from './place.ts'

export interface Happened {
  groupId: string
  /** Names the event of VK; equal at every repeat of it. */
  eventId: string
  receivedAt: Date
}

export function readLike(like: Like, { receivedAt }: Happened): ReceiveOutcome {
  const { thing, commentId } = likedThing(like)
  const key = commentId === null ? keyOfThing(thing) : keyOfComment(thing, commentId)
  return tell(
    tellAct({
      ...actOf(like.liker_id, receivedAt),
      externalId: nameOfLike(like, key),
      action: 'like',
      sourceUrl: commentId === null ? linkToThing(thing) : linkToComment(thing, commentId, threadOf(like)),
      objectId: keyOfThing(thing),
      parentKey: commentId === null ? null : key,
      fold: { key: `${key}:likes` },
    }),
  )
}

export function readUnlike(like: Like, { receivedAt }: Happened): ReceiveOutcome {
  const { thing, commentId } = likedThing(like)
  const key = commentId === null ? keyOfThing(thing) : keyOfComment(thing, commentId)
  return tell({ kind: 'withdrawn', externalId: nameOfLike(like, key), at: receivedAt })
}

/** A post on the reposter's own wall. */
export function readRepost(post: Post): ReceiveOutcome {
  const [original] = post.copy_history
  if (!original) return { kind: 'ignored', reason: 'repost_of_nothing' }
  const thing: Thing = { kind: 'wall', owner: original.owner_id, id: original.id }
  const own: Thing = { kind: 'wall', owner: post.owner_id, id: post.id }
  return tell(
    tellAct({
      ...actOf(post.from_id, post.date),
      externalId: `repost:${keyOfThing(own)}`,
      action: 'repost',
      sourceUrl: linkToThing(own),
      text: shownText(post.text),
      objectId: keyOfThing(thing),
      fold: { key: `${keyOfThing(thing)}:reposts` },
    }),
  )
}

/** `request`: wants to join a closed community and waits for an answer. */
export function readJoin(join: z.infer<typeof Join>, happened: Happened): ReceiveOutcome {
  const { user_id: userId, join_type: type } = join
  const { groupId, eventId } = happened
  const membership = membershipOf(userId, happened)
  if (type !== 'request') {
    const fields = type === 'unsure' ? [{ name: 'Событие', value: 'Возможно, пойдёт' }] : []
    return tell(tellJoin(membership, { fields }))
  }
  return tell(
    tellAct({
      ...membership.act,
      action: 'subscription',
      externalId: `request:${membership.who}:${eventId}`,
      isPublic: false,
      replyTarget: { kind: 'join_request', chatId: groupId, userId, expiresAt: null },
      fields: [{ name: 'Событие', value: 'Заявка на вступление' }],
    }),
  )
}

export function readLeave(leave: z.infer<typeof Leave>, happened: Happened): ReceiveOutcome {
  const { user_id: userId, self } = leave
  const removed = self === 0 || self === false
  const how = removed ? 'Удалён из сообщества' : 'Выход из сообщества'
  return tell(...tellLeave(membershipOf(userId, happened), happened.eventId, how))
}

function membershipOf(userId: string, { groupId, receivedAt }: Happened): Membership {
  return {
    place: `vk:club${groupId}`,
    who: `${groupId}:${userId}`,
    act: { ...actOf(userId, receivedAt), sourceUrl: linkToCommunity(groupId) },
  }
}

/** Only votes in open polls are told. */
export function readVote(vote: z.infer<typeof Vote>, { groupId, receivedAt }: Happened): ReceiveOutcome {
  const { owner_id: owner, poll_id: poll, option_id: option, user_id: userId } = vote
  return tell(
    tellAct({
      ...actOf(userId, receivedAt),
      externalId: `vote:${owner}_${poll}:${userId}:${option}`,
      sourceUrl: linkToCommunity(groupId),
      fields: [
        { name: 'Событие', value: 'Голос в опросе' },
        { name: 'Вариант', value: option },
      ],
      fold: { key: `vk:poll${owner}_${poll}:votes` },
    }),
  )
}

/** Who did it and when. */
export function actOf(authorId: string, occurredAt: Date): Omit<Act, 'externalId'> {
  return { sourceType: 'vk', occurredAt, author: authorOf(authorId) }
}

const things: Record<string, ThingKind> = {
  post: 'wall',
  photo: 'photo',
  video: 'video',
  market: 'product',
}
const comments: Record<string, ThingKind> = {
  comment: 'wall',
  photo_comment: 'photo',
  video_comment: 'video',
  market_comment: 'product',
  topic_comment: 'topic',
}

/** `post_id` of a liked comment is what the comment stands under. */
function likedThing(like: Like): { thing: Thing; commentId: string | null } {
  const { object_type: type, object_owner_id: owner, object_id: id, post_id: under } = like
  const kind = comments[type]
  if (kind && under !== undefined && under !== '0')
    return { thing: { kind, owner, id: under }, commentId: id }
  return { thing: { kind: things[type] ?? kind ?? 'wall', owner, id }, commentId: null }
}

/** Zero is no branch. */
function threadOf({ thread_reply_id: thread }: Like): string | null {
  return thread === undefined || thread === '0' ? null : thread
}

function nameOfLike({ liker_id: liker }: Like, key: string): string {
  return `like:${key}:${liker}`
}

function tell(...items: Signal[]): ReceiveOutcome {
  return { kind: 'signals', items }
}
