/** Joins and leaves of channels and groups. */
import { tellJoin, tellLeave, type Membership, type ReceiveOutcome } from '../channel.ts'
import { authorOf } from './place.ts'
import type { Person } from './update.ts'

export function readJoined(person: Person): ReceiveOutcome {
  if (person.user.is_bot) return { kind: 'ignored', reason: 'member_is_bot' }
  return { kind: 'signals', items: [tellJoin(membership(person))] }
}

export function readLeft(person: Person): ReceiveOutcome {
  if (person.user.is_bot) return { kind: 'ignored', reason: 'member_is_bot' }
  return { kind: 'signals', items: tellLeave(membership(person), person.timestamp.getTime()) }
}

function membership({ chat_id: chatId, user, timestamp, is_channel: isChannel }: Person): Membership {
  return {
    place: `max:${chatId}`,
    who: `${chatId}:${user.user_id}`,
    act: {
      sourceType: 'max',
      occurredAt: timestamp,
      author: authorOf(user),
      // The event gives neither a name nor an address of the place.
      sourceTitle: isChannel ? 'Канал' : 'Группа',
    },
  }
}
