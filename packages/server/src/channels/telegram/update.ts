/** The parts of an Update we read. Unknown fields are tolerated: Telegram adds some every few months. */
import { z } from 'zod'

/** Ids fit into 52 bits, so JSON keeps them whole; from here on they are strings. */
const Id = z.union([z.int(), z.string()]).transform(String)
const Seconds = z.int().transform((seconds) => new Date(seconds * 1000))

export const User = z.object({
  id: Id,
  is_bot: z.boolean().default(false),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  username: z.string().optional(),
})
export type User = z.infer<typeof User>

export const Chat = z.object({
  id: Id,
  type: z.string(),
  title: z.string().optional(),
  username: z.string().optional(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  is_direct_messages: z.boolean().optional(),
})
export type Chat = z.infer<typeof Chat>

const File = z.object({
  file_id: z.string(),
  file_unique_id: z.string().optional(),
  file_name: z.string().optional(),
  mime_type: z.string().optional(),
  file_size: z.number().optional(),
})
export type File = z.infer<typeof File>

const Origin = z.object({
  type: z.string(),
  chat: Chat.optional(),
  sender_chat: Chat.optional(),
  sender_user: User.optional(),
  sender_user_name: z.string().optional(),
  message_id: Id.optional(),
})
export type Origin = z.infer<typeof Origin>

const Words = {
  text: z.string().optional(),
  caption: z.string().optional(),
  rich_message: z.looseObject({}).optional(),
}

const Answered = z.object({
  message_id: Id,
  date: Seconds.optional(),
  sender_chat: Chat.optional(),
  is_automatic_forward: z.boolean().optional(),
  forward_origin: Origin.optional(),
  ...Words,
})

/** Loose: what a message without words is (a pinned post, a new title) is told by the name of its field. */
export const Message = z.looseObject({
  message_id: Id,
  date: Seconds.optional(),
  edit_date: Seconds.optional(),
  chat: Chat,
  from: User.optional(),
  sender_chat: Chat.optional(),
  sender_business_bot: User.optional(),
  business_connection_id: z.string().optional(),
  message_thread_id: Id.optional(),
  is_topic_message: z.boolean().optional(),
  direct_messages_topic: z.object({ topic_id: Id, user: User.optional() }).optional(),
  is_automatic_forward: z.boolean().optional(),
  forward_origin: Origin.optional(),
  reply_to_message: Answered.optional(),
  quote: z.object({ text: z.string() }).optional(),
  media_group_id: z.string().optional(),
  ...Words,
  photo: z.array(File).optional(),
  document: File.optional(),
  video: File.optional(),
  animation: File.optional(),
  audio: File.optional(),
  voice: File.optional(),
  video_note: File.optional(),
  sticker: File.extend({
    emoji: z.string().optional(),
    is_animated: z.boolean().optional(),
    is_video: z.boolean().optional(),
  }).optional(),
  contact: z
    .object({
      phone_number: z.string(),
      first_name: z.string().default(''),
      last_name: z.string().optional(),
      user_id: Id.optional(),
    })
    .optional(),
  location: z
    .object({ latitude: z.number(), longitude: z.number(), live_period: z.number().optional() })
    .optional(),
  venue: z.object({ title: z.string(), address: z.string().default('') }).optional(),
  poll: z
    .object({ question: z.string(), options: z.array(z.object({ text: z.string() })).default([]) })
    .optional(),
  dice: z.object({ emoji: z.string(), value: z.number() }).optional(),
  new_chat_members: z.array(User).optional(),
  left_chat_member: User.optional(),
})
export type Message = z.infer<typeof Message>

const InviteLink = z.object({ invite_link: z.string(), name: z.string().optional() })

const Membership = z.object({ status: z.string(), user: User, is_member: z.boolean().optional() })
export type Membership = z.infer<typeof Membership>

export const MemberChange = z.object({
  chat: Chat,
  from: User,
  date: Seconds,
  old_chat_member: Membership,
  new_chat_member: Membership,
  invite_link: InviteLink.optional(),
})
export type MemberChange = z.infer<typeof MemberChange>

export const JoinRequest = z.object({
  chat: Chat,
  from: User,
  date: Seconds,
  bio: z.string().optional(),
  invite_link: InviteLink.optional(),
})
export type JoinRequest = z.infer<typeof JoinRequest>

const Emoji = z.object({ type: z.string(), emoji: z.string().optional() })
export type Emoji = z.infer<typeof Emoji>

export const Reaction = z.object({
  chat: Chat,
  message_id: Id,
  user: User.optional(),
  actor_chat: Chat.optional(),
  date: Seconds,
  old_reaction: z.array(Emoji),
  new_reaction: z.array(Emoji),
})
export type Reaction = z.infer<typeof Reaction>

export const Connection = z.object({
  id: z.string(),
  is_enabled: z.boolean(),
  rights: z.object({ can_reply: z.boolean().optional() }).optional(),
})
export type Connection = z.infer<typeof Connection>

export const Deleted = z.object({
  business_connection_id: z.string(),
  chat: Chat,
  message_ids: z.array(Id),
})
export type Deleted = z.infer<typeof Deleted>

/** One key beside `update_id` names the kind. */
export const Update = z.looseObject({ update_id: Id })
