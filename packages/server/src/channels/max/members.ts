/** Joins and leaves of channels and groups. */
import type { Inbound, ReceiveOutcome } from '../channel.ts'
import { authorOf } from './place.ts'
import type { Person } from './update.ts'

export function readJoined(person: Person): ReceiveOutcome {
  const { chat_id: chatId, user } = person
  if (user.is_bot) return { kind: 'ignored', reason: 'member_is_bot' }
  return {
    kind: 'signals',
    items: [
      {
        kind: 'interest',
        interest: {
          ...membership(person),
          externalId: joinId(person),
          action: 'subscription',
          fold: { key: `max:${chatId}:joins` },
        },
      },
    ],
  }
}

export function readLeft(person: Person): ReceiveOutcome {
  const { chat_id: chatId, user, timestamp: at } = person
  if (user.is_bot) return { kind: 'ignored', reason: 'member_is_bot' }
  return {
    kind: 'signals',
    items: [
      { kind: 'withdrawn', externalId: joinId(person), at },
      {
        kind: 'interest',
        interest: {
          ...membership(person),
          externalId: `leave:${chatId}:${user.user_id}:${at.getTime()}`,
          fields: [{ name: 'Событие', value: 'Выход' }],
          fold: { key: `max:${chatId}:leaves` },
        },
      },
    ],
  }
}

function membership({ user, timestamp, is_channel: isChannel }: Person): Inbound {
  return {
    externalId: '',
    objectKey: null,
    sourceType: 'max',
    activityClass: 'social',
    action: 'activity',
    // The event gives neither a name nor an address of the place.
    sourceUrl: null,
    sourceTitle: isChannel ? 'Канал' : 'Группа',
    occurredAt: timestamp,
    author: authorOf(user),
    text: '',
    quoted: null,
    productHint: null,
    isPublic: true,
    rating: null,
    replyTarget: null,
    attachments: [],
    fields: [],
    warnings: [],
  }
}

function joinId({ chat_id: chatId, user }: Person): string {
  return `join:${chatId}:${user.user_id}`
}
