/** The parts of OK's events and answers we read. Most fields are newer than the documentation: all but the needed are optional. */
import { z } from 'zod'

const Id = z.union([z.int(), z.string().min(1)]).transform(String)
const Millis = z.coerce.number().int().nonnegative().max(8.64e15)

const Attachment = z.looseObject({
  type: z.string().default('FILE'),
  payload: z.looseObject({ url: z.string().optional(), src: z.string().optional() }).nullish(),
})
export type Attachment = z.infer<typeof Attachment>

/** `seq` is left alone: it does not fit into a number. */
export const Message = z.looseObject({
  webhookType: z.string().default('MESSAGE_CREATED'),
  sender: z.looseObject({ user_id: Id.optional(), name: z.string().nullish() }).optional(),
  recipient: z.looseObject({ chat_id: Id.optional() }).optional(),
  message: z
    .looseObject({
      mid: Id.optional(),
      text: z.string().nullish(),
      attachments: z.array(Attachment).nullish(),
      reply_to: Id.nullish(),
    })
    .optional(),
  timestamp: Millis.optional(),
})
export type Message = z.infer<typeof Message>

export const History = z.looseObject({ messages: z.array(Message) })

export const Chats = z.looseObject({
  chats: z
    .array(z.looseObject({ chat_id: Id, type: z.string().nullish(), lastEventTime: Millis.nullish() }))
    .default([]),
  marker: Id.nullish(),
})

export const Comment = z.looseObject({
  id: Id,
  author_id: Id.nullish(),
  author_name: z.string().nullish(),
  author_ref: z.string().nullish(),
  text: z.string().nullish(),
  date_ms: Millis.nullish(),
  type: z.string().nullish(),
  reply_to_comment_id: z.string().nullish(),
})
export type Comment = z.infer<typeof Comment>

export const CommentPage = z.looseObject({
  comments: z.array(Comment).nullish(),
  has_more: z.boolean().nullish(),
  anchor: z.string().nullish(),
})
export type CommentPage = z.infer<typeof CommentPage>

export const DiscussionList = z.looseObject({
  discussions: z
    .array(
      z.looseObject({
        object_id: Id,
        object_type: z.string(),
        title: z.string().nullish(),
        message: z.string().nullish(),
        new_comments_count: z.coerce.number().nullish(),
        like_count: z.coerce.number().nullish(),
        creation_date_ms: Millis.nullish(),
        /** Moscow time, `2026-12-01 10:00:00`. */
        creation_date: z.string().nullish(),
        ref_objects: z.array(z.looseObject({ id: Id, type: z.string() })).nullish(),
      }),
    )
    .nullish(),
  anchor: z.string().nullish(),
  has_more: z.boolean().nullish(),
})
export type Discussion = NonNullable<z.infer<typeof DiscussionList>['discussions']>[number]

const User = z.looseObject({
  uid: Id,
  name: z.string().nullish(),
  first_name: z.string().nullish(),
  last_name: z.string().nullish(),
  pic_190x190: z.string().nullish(),
  url_profile: z.string().nullish(),
})
export type User = z.infer<typeof User>
export const Users = z.array(User)

/** People are told with their fields or by number alone. */
export const Person = z.union([User, Id.transform((uid): User => ({ uid }))])

export const LikePage = z.looseObject({
  users: z.array(Person).nullish(),
  has_more: z.boolean().nullish(),
  anchor: z.string().nullish(),
})

export const MemberPage = z.looseObject({
  members: z.array(z.looseObject({ userId: Id, status: z.string().nullish() })).nullish(),
  has_more: z.boolean().nullish(),
  anchor: z.string().nullish(),
})

export const Statuses = z.array(z.looseObject({ userId: Id, status: z.string().nullish() }))

/** Absent where OK tells only people who are in. */
export function isIn(status: string | null | undefined): boolean {
  return status === null || status === undefined || ['ACTIVE', 'ADMIN', 'MODERATOR', 'MAYBE'].includes(status)
}

export function isRemoved({ type }: Comment): boolean {
  return /REMOVED|DELETED|BLOCKED/i.test(type ?? '')
}
