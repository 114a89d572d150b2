/** Pure: a stored update to signals. Everything that can be got wrong here is caught by a fixture. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { parserOf, readJson, tryJson, type RawEvent, type ReceiveOutcome } from '../channel.ts'
import { readComment, readEditedComment, readRemovedComment } from './comments.ts'
import { readLargeNumbers } from './json.ts'
import { readJoined, readLeft } from './members.ts'
import { readEdited, readMessage, readPressed, readRemoved, readStarted, readStopped } from './messages.ts'
import { Person, Pressed, Removed, Update, WithMessage } from './update.ts'

const parse = parserOf('update')

export function receive(raw: RawEvent): ReceiveOutcome {
  const update = parse(Update, readJson(raw.body, readLargeNumbers))
  const kind = update.update_type
  switch (kind) {
    case 'message_created':
    case 'message_edited':
    case 'comment_created':
    case 'comment_edited':
      return readWords(kind, parse(WithMessage, update))
    case 'message_removed':
    case 'comment_removed': {
      const removed = parse(Removed, update)
      return kind === 'comment_removed' || (removed.post_id ?? null) !== null
        ? readRemovedComment(removed)
        : readRemoved(removed)
    }
    case 'message_callback':
      return readPressed(parse(Pressed, update))
    case 'bot_started':
      return readStarted(parse(Person, update))
    case 'bot_stopped':
    case 'dialog_removed':
      return readStopped(parse(Person, update))
    case 'user_added':
      return readJoined(parse(Person, update))
    case 'user_removed':
      return readLeft(parse(Person, update))
    case 'bot_added':
    case 'bot_removed':
    case 'dialog_muted':
    case 'dialog_unmuted':
    case 'dialog_cleared':
    case 'chat_title_changed':
      return { kind: 'ignored', reason: kind }
    default:
      return { kind: 'ignored', reason: `unknown_kind:${kind}` }
  }
}

type WordsKind = 'message_created' | 'message_edited' | 'comment_created' | 'comment_edited'

function readWords(
  kind: WordsKind,
  { message, timestamp }: { message: z.infer<typeof WithMessage>['message']; timestamp: Date },
): ReceiveOutcome {
  // A post has no post above it: whatever the kind says, this is a comment.
  const isComment = kind.startsWith('comment') || (message.recipient.post_id ?? null) !== null
  if (kind.endsWith('created'))
    return isComment ? readComment(message, timestamp) : readMessage(message, timestamp)
  return isComment ? readEditedComment(message, timestamp) : readEdited(message, timestamp)
}

const Id = z.union([z.number(), z.string()])
const Named = z.object({
  update_type: z.string(),
  timestamp: Id,
  message: z.object({ body: z.object({ mid: Id }) }).nullish(),
  message_id: Id.nullish(),
  callback: z.object({ callback_id: Id }).nullish(),
  chat_id: Id.nullish(),
  user: z.object({ user_id: Id }).nullish(),
})

/** MAX gives updates no id, and sends them again: they are named by what they are about and when. */
export function updateKey({ body }: Pick<RawEvent, 'body'>): string {
  const named = Named.safeParse(tryJson(body, readLargeNumbers))
  if (named.success) {
    const { update_type: kind, timestamp, message, message_id, callback, chat_id, user } = named.data
    const person = (chat_id ?? null) !== null && user ? `${chat_id}:${user.user_id}` : undefined
    // A press first: it carries the message under which the button is, and one message is pressed many times.
    const about = callback?.callback_id ?? message?.body.mid ?? message_id ?? person
    if (about !== undefined) return `${kind}:${about}:${timestamp}`
  }
  return createHash('sha256').update(body).digest('hex')
}
