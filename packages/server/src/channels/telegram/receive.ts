/** Pure: a stored update to signals. Everything that can be got wrong here is caught by a fixture. */
import { createHash } from 'node:crypto'
import { parserOf, readJson, tryJson, type RawEvent, type ReceiveOutcome } from '../channel.ts'
import { readJoinRequest, readMemberChange, readOwnMembership } from './members.ts'
import { readEdited, readMessage, readPost } from './messages.ts'
import { businessDialog } from './peer.ts'
import { readReaction } from './reactions.ts'
import { botIdOf, type TelegramSettings } from './settings.ts'
import { Connection, Deleted, JoinRequest, MemberChange, Message, Reaction, Update } from './update.ts'

const parse = parserOf('update')

export function receive(raw: RawEvent, settings: TelegramSettings): ReceiveOutcome {
  const update = parse(Update, readJson(raw.body))
  const kind = Object.keys(update).find((name) => name !== 'update_id') ?? 'none'
  return readKind(kind, update[kind], { settings, receivedAt: raw.receivedAt })
}

/** The numbers of updates are the bot's own: after another token is typed in they may begin anew. */
export function updateKey(raw: Pick<RawEvent, 'body'>, settings: TelegramSettings): string {
  const update = Update.safeParse(tryJson(raw.body))
  return update.success
    ? `${botIdOf(settings)}:${update.data.update_id}`
    : createHash('sha256').update(raw.body).digest('hex')
}

interface About {
  settings: TelegramSettings
  receivedAt: Date
}

function readKind(kind: string, value: unknown, { settings, receivedAt }: About): ReceiveOutcome {
  switch (kind) {
    case 'message':
    case 'business_message':
      return readMessage(parse(Message, value), settings, receivedAt)
    case 'edited_message':
    case 'edited_business_message':
      return readEdited(parse(Message, value), settings, receivedAt)
    case 'channel_post':
    case 'edited_channel_post':
      return readPost(parse(Message, value))
    case 'deleted_business_messages':
      return readDeleted(parse(Deleted, value), receivedAt)
    case 'message_reaction':
      return readReaction(parse(Reaction, value))
    case 'message_reaction_count':
      // Totals without people: nobody to make a card of, and the number before is not told.
      return { kind: 'ignored', reason: 'reaction_totals' }
    case 'my_chat_member':
      return readOwnMembership(parse(MemberChange, value))
    case 'chat_member':
      return readMemberChange(parse(MemberChange, value))
    case 'chat_join_request':
      return readJoinRequest(parse(JoinRequest, value))
    case 'business_connection':
      return { kind: 'ignored', reason: connectionReason(parse(Connection, value)) }
    case 'callback_query':
      return { kind: 'ignored', reason: 'button_pressed' }
    default:
      return { kind: 'ignored', reason: `unknown_kind:${kind}` }
  }
}

function readDeleted(deleted: Deleted, at: Date): ReceiveOutcome {
  const { chatId } = businessDialog(deleted.business_connection_id, deleted.chat)
  return {
    kind: 'signals',
    items: deleted.message_ids.map((messageId) => ({
      kind: 'removed',
      of: { kind: 'message', chatId, messageId },
      at,
      // Either side may delete for both, and Telegram does not tell which did.
      by: null,
    })),
  }
}

function connectionReason({ is_enabled, rights }: Connection): string {
  if (!is_enabled) return 'business_disconnected'
  return rights?.can_reply ? 'business_connected' : 'business_connected_without_reply'
}
