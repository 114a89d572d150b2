/** Pure: a stored event of VK to signals. Everything that can be got wrong here is caught by a fixture. */
import { createHash } from 'node:crypto'
import {
  parserOf,
  readJson,
  tryJson,
  unreadable,
  type RawEvent,
  type ReceiveOutcome,
  type Signal,
} from '../channel.ts'
import { readJoin, readLeave, readLike, readRepost, readUnlike, readVote, type Happened } from './acts.ts'
import {
  commentEvents,
  readComment,
  readCommentDeletion,
  readCommentEdit,
  readCommentRestoral,
} from './comments.ts'
import * as event from './event.ts'
import { readLeadForm, readOrder, readOrderEdit } from './forms.ts'
import { readMessage, readMessageEdit } from './messages.ts'
import { authorOf } from './place.ts'
import { readPhoto, readPost, readVideo } from './posts.ts'
import type { VkSettings } from './settings.ts'

const parse = parserOf('object')

export function receive(raw: RawEvent, settings: VkSettings): ReceiveOutcome {
  const { type, object, group_id: groupId, event_id: eventId } = parse(event.Envelope, readJson(raw.body))
  const happened = { groupId, eventId: eventId ?? hash(raw.body).slice(0, 16), receivedAt: raw.receivedAt }
  return (
    readCommentEvent(type, object, { ...happened, settings }) ??
    readers[type]?.(object, happened) ?? { kind: 'ignored', reason: `unknown_kind:${type}` }
  )
}

/** Repeats of an event, and the same event by the other road, have one name. */
export function eventKey(raw: Pick<RawEvent, 'body'>): string {
  const read = event.Envelope.safeParse(tryJson(raw.body))
  if (read.success && read.data.event_id) return `${read.data.group_id}:${read.data.event_id}`
  return hash(raw.body)
}

type Reader = (object: unknown, happened: Happened) => ReceiveOutcome

/** Known, and nothing a card or a dialog could be made of. */
const unneeded = (reason: string): Reader => {
  return () => ({ kind: 'ignored', reason })
}

const readers: Readonly<Record<string, Reader>> = {
  message_new: (object, { groupId }) => readMessage(readWrapped(object), groupId),
  message_reply: (object, { groupId }) => readMessage(parse(event.Message, object), groupId),
  message_edit: (object, { receivedAt }) => readMessageEdit(parse(event.Message, object), receivedAt),
  message_allow: (object, happened) => readPermission(object, happened, true),
  message_deny: (object, happened) => readPermission(object, happened, false),
  message_read: readReceipt,
  message_typing_state: readTyping,
  message_reaction_event: unneeded('reaction_in_dialog'),
  message_event: unneeded('button_pressed'),
  like_add: (object, happened) => readLike(parse(event.Like, object), happened),
  like_remove: (object, happened) => readUnlike(parse(event.Like, object), happened),
  wall_repost: (object) => readRepost(parse(event.Post, object)),
  wall_post_new: (object) => readPost(parse(event.Post, object)),
  photo_new: (object) => readPhoto(parse(event.Photo, object)),
  video_new: (object) => readVideo(parse(event.Video, object)),
  group_join: (object, happened) => readJoin(parse(event.Join, object), happened),
  group_leave: (object, happened) => readLeave(parse(event.Leave, object), happened),
  poll_vote_new: (object, happened) => readVote(parse(event.Vote, object), happened),
  lead_forms_new: (object, happened) => readLeadForm(parse(event.LeadForm, object), happened),
  market_order_new: (object, happened) => readOrder(parse(event.Order, object), happened),
  market_order_edit: (object, happened) => readOrderEdit(parse(event.Order, object), happened),
  audio_new: unneeded('audio_added'),
  wall_schedule_post_new: unneeded('post_scheduled'),
  wall_schedule_post_delete: unneeded('post_unscheduled'),
  user_block: unneeded('user_blocked'),
  user_unblock: unneeded('user_unblocked'),
  group_change_photo: unneeded('community_changed'),
  group_change_settings: unneeded('community_changed'),
  group_officers_edit: unneeded('community_changed'),
}

function readCommentEvent(
  type: string,
  object: unknown,
  happened: Happened & { settings: VkSettings },
): ReceiveOutcome | null {
  const [, name = '', what] = /^(\w+)_(new|edit|restore|delete)$/.exec(type) ?? []
  const kind = commentEvents[name]
  if (!kind) return null
  const around = { ...happened, kind }
  if (what === 'delete') return readCommentDeletion(parse(event.Deletion, object), around)
  const comment = parse(event.Comment, object)
  if (what === 'new') return readComment(comment, around)
  return what === 'edit' ? readCommentEdit(comment, around) : readCommentRestoral(comment, around)
}

/** From 5.103 on the message lies inside; a history import and older servers give it bare. */
function readWrapped(object: unknown): event.Message {
  const wrapped =
    typeof object === 'object' && object !== null && 'message' in object ? object.message : object
  return parse(event.Message, wrapped)
}

function readPermission(object: unknown, { receivedAt: at }: Happened, allowed: boolean): ReceiveOutcome {
  const { user_id: chatId } = parse(event.UserPress, object)
  const author = authorOf(chatId)
  if (!author) throw unreadable({ ru: 'Не сказано, кто разрешил писать', en: 'Nobody is named' })
  return tell({ kind: 'permission', chatId, author, allowed, at })
}

function readReceipt(object: unknown, { groupId, receivedAt: at }: Happened): ReceiveOutcome {
  const { from_id: from, peer_id: chatId } = parse(event.Read, object)
  if (from === `-${groupId}`) return { kind: 'ignored', reason: 'read_by_us' }
  // Whoever reads a message has read all before it.
  return tell({ kind: 'receipt', chatId, messageId: null, state: 'read', at })
}

function readTyping(object: unknown, { groupId }: Happened): ReceiveOutcome {
  const { from_id: chatId } = parse(event.Typing, object)
  return chatId === `-${groupId}`
    ? { kind: 'ignored', reason: 'typing_of_us' }
    : tell({ kind: 'typing', chatId })
}

function tell(...items: Signal[]): ReceiveOutcome {
  return { kind: 'signals', items }
}

function hash(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex')
}
