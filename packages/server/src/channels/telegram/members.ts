/** Joins, leaves, requests to join, and people who allow or forbid the bot to write. */
import {
  tellAct,
  tellJoin,
  tellLeave,
  type Membership,
  type ReceiveOutcome,
  type Signal,
} from '../channel.ts'
import { authorOf, linkToChat, titleOf } from './place.ts'
import type { Chat, JoinRequest, MemberChange, Membership as Status, Message, User } from './update.ts'

/** A request may be answered by a message for so long; approving and declining have no such limit. */
const requestWindowMs = 5 * 60_000

/** Told only to administrators, of channels and groups alike. */
export function readMemberChange(change: MemberChange): ReceiveOutcome {
  const { chat, old_chat_member: before, new_chat_member: after, date } = change
  const user = { ...after.user, ...(change.from.id === after.user.id && change.from) }
  if (user.is_bot) return { kind: 'ignored', reason: 'member_is_bot' }
  if (isIn(before) === isIn(after)) return { kind: 'ignored', reason: 'member_rights_changed' }
  if (!isIn(after)) return tell(...leave(chat, user, date))
  return tell(join(chat, user, date, campaignOf(change)))
}

/** Told to every bot in a group, as a message; the same act has the same name as in `readMemberChange`. */
export function readMemberNews(message: Message, at: Date): ReceiveOutcome | null {
  const { chat, new_chat_members: came, left_chat_member: left } = message
  if (came) {
    const people = came.filter((user) => !user.is_bot)
    if (people.length === 0) return { kind: 'ignored', reason: 'member_is_bot' }
    return tell(...people.map((user) => join(chat, user, at, null)))
  }
  if (!left) return null
  return left.is_bot ? { kind: 'ignored', reason: 'member_is_bot' } : tell(...leave(chat, left, at))
}

export function readJoinRequest(request: JoinRequest): ReceiveOutcome {
  const { chat, from, date, bio } = request
  const { who, act } = membership(chat, from, date)
  return tell(
    tellAct({
      ...act,
      externalId: `join_request:${who}:${date.getTime() / 1000}`,
      action: 'subscription',
      isPublic: false,
      replyTarget: {
        kind: 'join_request',
        chatId: chat.id,
        userId: from.id,
        expiresAt: new Date(date.getTime() + requestWindowMs).toISOString(),
      },
      fields: bio ? [{ name: 'О себе', value: bio }] : [],
      campaign: campaignOf(request),
    }),
  )
}

/** The bot itself: a person blocked or unblocked it, or it was taken into a group or out of one. */
export function readOwnMembership(change: MemberChange): ReceiveOutcome {
  const { chat, from, date, old_chat_member: before, new_chat_member: after } = change
  if (chat.type === 'private')
    return tell({
      kind: 'permission',
      chatId: chat.id,
      author: authorOf(from),
      allowed: isIn(after),
      at: date,
    })
  if (isIn(before) === isIn(after)) return { kind: 'ignored', reason: 'bot_rights_changed' }
  return { kind: 'ignored', reason: isIn(after) ? 'bot_added' : 'bot_removed' }
}

function join(chat: Chat, user: User, at: Date, campaign: string | null): Signal {
  return tellJoin(membership(chat, user, at), { campaign })
}

function leave(chat: Chat, user: User, at: Date): Signal[] {
  return tellLeave(membership(chat, user, at), at.getTime() / 1000)
}

function membership(chat: Chat, user: User, at: Date): Membership {
  return {
    place: `telegram:${chat.id}`,
    who: `${chat.id}:${user.id}`,
    act: {
      sourceType: 'telegram',
      occurredAt: at,
      author: authorOf(user),
      sourceUrl: linkToChat(chat),
      sourceTitle: titleOf(chat),
    },
  }
}

function isIn({ status, is_member: member }: Status): boolean {
  return (
    ['creator', 'administrator', 'member'].includes(status) || (status === 'restricted' && member === true)
  )
}

function campaignOf({ invite_link: link }: Pick<JoinRequest, 'invite_link'>): string | null {
  return link ? (link.name ?? link.invite_link) : null
}

function tell(...items: Signal[]): ReceiveOutcome {
  return { kind: 'signals', items }
}
