/** The parts of an update we read. Unknown fields are tolerated; `seq` is not read: it may not fit into a number and names nothing. */
import { z } from 'zod'

/** Ids come as numbers and, in comments, as strings as well; from here on they are strings. */
const Id = z.union([z.int(), z.string().min(1)]).transform(String)
const Millis = z.int().transform((ms) => new Date(ms))
const Text = z.string().nullish()

export const User = z.object({
  user_id: Id,
  name: Text,
  first_name: Text,
  last_name: Text,
  username: Text,
  is_bot: z.boolean().nullish(),
  avatar_url: Text,
  full_avatar_url: Text,
})
export type User = z.infer<typeof User>

const Button = z.looseObject({ text: Text, payload: Text })

/** One shape for all types: what a type does not have is absent. */
export const Attachment = z.object({
  type: z.string(),
  payload: z
    .object({
      url: Text,
      token: Text,
      code: Text,
      vcf_info: Text,
      max_info: User.nullish(),
      buttons: z.array(z.array(Button)).nullish(),
    })
    .nullish(),
  filename: Text,
  size: z.number().nullish(),
  title: Text,
  description: Text,
  latitude: z.number().nullish(),
  longitude: z.number().nullish(),
})
export type Attachment = z.infer<typeof Attachment>

const Body = z.object({
  mid: z.string().min(1),
  text: Text,
  attachments: z.array(Attachment).nullish(),
})

export const Message = z.object({
  sender: User.nullish(),
  recipient: z.object({
    chat_id: Id.nullish(),
    chat_type: z.string(),
    user_id: Id.nullish(),
    post_id: Id.nullish(),
  }),
  timestamp: Millis.nullish(),
  link: z
    .object({
      type: z.string(),
      sender: User.nullish(),
      message: Body.partial({ mid: true }).nullish(),
    })
    .nullish(),
  body: Body,
  url: Text,
})
export type Message = z.infer<typeof Message>

const timestamp = Millis

export const WithMessage = z.object({ timestamp, message: Message })

export const Removed = z.object({
  timestamp,
  message_id: z.string().min(1),
  chat_id: Id,
  post_id: Id.nullish(),
})
export type Removed = z.infer<typeof Removed>

export const Pressed = z.object({
  timestamp,
  callback: z.object({ callback_id: Id, payload: Text, user: User }),
  message: Message.nullish(),
})
export type Pressed = z.infer<typeof Pressed>

/** Somebody came, left, started or stopped something in a chat. */
export const Person = z.object({
  timestamp,
  chat_id: Id,
  user: User,
  payload: Text,
  is_channel: z.boolean().nullish(),
})
export type Person = z.infer<typeof Person>

export const Update = z.looseObject({ update_type: z.string().min(1).max(100) })
