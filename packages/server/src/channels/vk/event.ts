/** The fields of VK's events that we read; unknown ones are tolerated. Times are Unix seconds. */
import { z } from 'zod'

export const Id = z.union([z.int(), z.string().regex(/^-?\d{1,20}$/)]).transform(String)
const Time = z
  .int()
  .min(0)
  .max(10_000_000_000)
  .transform((seconds) => new Date(seconds * 1000))
const Text = z
  .string()
  .nullish()
  .transform((text) => text ?? '')

export const Envelope = z.object({
  type: z.string().min(1).max(100),
  group_id: Id,
  event_id: z.string().max(200).optional(),
  object: z.unknown(),
})

const Size = z.object({ url: z.string(), width: z.number().default(0), height: z.number().default(0) })
export const Photo = z.object({
  id: Id,
  owner_id: Id,
  text: Text,
  date: Time.optional(),
  sizes: z.array(Size).default([]),
})
const Doc = z.object({
  id: Id,
  owner_id: Id,
  title: z.string().default(''),
  ext: z.string().default(''),
  size: z.number().default(0),
  url: z.string().optional(),
})
export const Video = z.object({
  id: Id,
  owner_id: Id,
  title: Text,
  description: Text,
  date: Time.optional(),
  image: z.array(Size).default([]),
})
export const Market = z.object({
  id: Id,
  owner_id: Id,
  title: Text,
  description: Text,
  price: z.object({ text: Text }).optional(),
  thumb_photo: z.string().optional(),
})
const Place = z.object({
  id: Id,
  owner_id: Id.optional(),
  from_id: Id.optional(),
  to_id: Id.optional(),
  text: Text,
})

/** One field per kind; a kind that VK changed must not cost us the words beside it. */
export const Attachment = z.object({
  type: z.string(),
  photo: Photo.optional().catch(undefined),
  doc: Doc.optional().catch(undefined),
  video: Video.optional().catch(undefined),
  market: Market.optional().catch(undefined),
  wall: Place.optional().catch(undefined),
  audio: z.object({ artist: Text, title: Text }).optional().catch(undefined),
  link: z.object({ url: z.string(), title: Text }).optional().catch(undefined),
  poll: z.object({ question: Text }).optional().catch(undefined),
  sticker: z
    .object({ sticker_id: Id.optional(), images: z.array(Size).default([]) })
    .optional()
    .catch(undefined),
  graffiti: z.object({ url: z.string() }).optional().catch(undefined),
  audio_message: z
    .object({ id: Id, link_ogg: z.string().optional(), link_mp3: z.string().optional(), transcript: Text })
    .optional()
    .catch(undefined),
})
export type Attachment = z.infer<typeof Attachment>
const Attachments = z
  .array(Attachment)
  .nullish()
  .transform((list) => list ?? [])

const Forwarded = z.object({ from_id: Id.optional(), text: Text, attachments: Attachments })
export const Message = z.object({
  date: Time,
  peer_id: Id,
  from_id: Id,
  conversation_message_id: Id,
  text: Text,
  update_time: Time.optional(),
  attachments: Attachments,
  fwd_messages: z.array(Forwarded).default([]).catch([]),
  reply_message: z.object({ conversation_message_id: Id.optional() }).optional().catch(undefined),
  geo: z
    .object({ coordinates: z.object({ latitude: z.number(), longitude: z.number() }) })
    .optional()
    .catch(undefined),
  action: z.object({ type: z.string() }).optional(),
  ref: z.string().optional(),
  ref_source: z.string().optional(),
})
export type Message = z.infer<typeof Message>

export const UserPress = z.object({ user_id: Id })
export const Read = z.object({ from_id: Id, peer_id: Id, conversation_message_id: Id.optional() })
export const Typing = z.object({ from_id: Id })

/** Of a post, photo, video, product or discussion: each names its own place. */
export const Comment = z.object({
  id: Id,
  from_id: Id,
  date: Time,
  text: Text,
  attachments: Attachments,
  owner_id: Id.optional(),
  post_id: Id.optional(),
  post_owner_id: Id.optional(),
  photo_id: Id.optional(),
  photo_owner_id: Id.optional(),
  video_id: Id.optional(),
  video_owner_id: Id.optional(),
  item_id: Id.optional(),
  market_owner_id: Id.optional(),
  topic_id: Id.optional(),
  topic_owner_id: Id.optional(),
  reply_to_comment: Id.optional(),
  parents_stack: z.array(Id).default([]).catch([]),
})
export type Comment = z.infer<typeof Comment>

/** The schema of VK and its events disagree about who deleted: both are read. */
export const Deletion = Comment.partial().extend({
  id: Id,
  user_id: Id.optional(),
  deleter_id: Id.optional(),
})
export type Deletion = z.infer<typeof Deletion>

export const Like = z.object({
  liker_id: Id,
  object_type: z.string(),
  object_owner_id: Id,
  object_id: Id,
  post_id: Id.optional(),
  thread_reply_id: Id.optional(),
})
export type Like = z.infer<typeof Like>

export const Post = z.object({
  id: Id,
  owner_id: Id,
  from_id: Id,
  date: Time,
  text: Text,
  post_type: z.string().optional(),
  attachments: Attachments,
  copy_history: z.array(z.object({ id: Id, owner_id: Id, text: Text })).default([]),
})
export type Post = z.infer<typeof Post>

export const Join = z.object({ user_id: Id, join_type: z.string().default('join') })
export const Leave = z.object({ user_id: Id, self: z.union([z.int(), z.boolean()]).optional() })
export const Vote = z.object({ owner_id: Id, poll_id: Id, option_id: Id, user_id: Id })

export const LeadForm = z.object({
  lead_id: Id,
  user_id: Id.optional(),
  form_name: Text,
  ad_id: Id.optional(),
  answers: z
    .array(
      z.object({
        key: z.string().default(''),
        question: Text,
        answer: z.union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))]).nullish(),
      }),
    )
    .default([]),
})
export type LeadForm = z.infer<typeof LeadForm>

export const Order = z.object({
  id: Id,
  user_id: Id,
  date: Time,
  status: z.int().default(0),
  comment: Text,
  display_order_id: z.string().optional(),
  total_price: z.object({ text: Text }).optional().catch(undefined),
  delivery: z.object({ type: Text, address: Text }).optional().catch(undefined),
  recipient: z.object({ name: Text, phone: Text }).optional().catch(undefined),
  preview_order_items: z
    .array(
      z.object({
        title: Text,
        quantity: z.number().default(1),
        item: z.object({ id: Id, owner_id: Id, title: Text }).optional().catch(undefined),
      }),
    )
    .default([])
    .catch([]),
})
export type Order = z.infer<typeof Order>
