/** The wire form of the sandbox: small, so that a person can type it, and strict, so that a misspelt field is noticed. */
import { z } from 'zod'

const Id = z.string().min(1).max(100)
const text = z.string().max(20_000).default('')
/** Seconds since 1970; without it the moment of receipt. */
const at = z.number().int().positive().optional()

const Author = z.strictObject({
  id: Id,
  /** Without it the sandbox is asked who this is. */
  name: z.string().max(200).optional(),
  photo: z.url().optional(),
  page: z.url().optional(),
})
export type SandboxAuthor = z.infer<typeof Author>

/** The post, video or product the words stand under. */
const Place = z.strictObject({ id: Id, title: z.string().max(300).optional(), url: z.url().optional() })

const File = z.strictObject({
  name: z.string().max(200),
  mime: z.string().max(100),
  size: z.number().int().min(0).default(0),
  /** Open to all … */
  url: z.url().optional(),
  /** … or known to the sandbox only. */
  ref: Id.optional(),
})
export type SandboxFile = z.infer<typeof File>

/** Sent twice it stays one: `id` names the event, and what it tells of unless `act` does. */
const Act = z.strictObject({
  id: Id,
  /** A like given anew after it was taken back is a new event and the same act. */
  act: Id.optional(),
  kind: z.enum(['comment', 'like', 'join', 'review']),
  text,
  author: Author,
  place: Place.optional(),
  /** Id of the comment it answers. */
  parent: Id.optional(),
  stars: z.number().int().min(1).max(5).optional(),
  product: z.string().max(300).optional(),
  files: z.array(File).max(10).default([]),
  at,
})
export type SandboxAct = z.infer<typeof Act>

const Message = z.strictObject({
  id: Id,
  kind: z.literal('message'),
  text,
  author: Author,
  /** Without it the dialog with the author. */
  chat: Id.optional(),
  group: z.boolean().default(false),
  /** Written by a colleague outside of Otklik. */
  out: z.boolean().default(false),
  answers: Id.optional(),
  album: Id.optional(),
  product: z.string().max(300).optional(),
  campaign: z.string().max(200).optional(),
  /** Until when it may be answered. */
  until: z.number().int().positive().optional(),
  fields: z.array(z.strictObject({ name: z.string().max(200), value: z.string().max(2000) })).default([]),
  files: z.array(File).max(10).default([]),
  at,
})
export type SandboxMessage = z.infer<typeof Message>

/** `of`: the comment, or with `chat` the message. */
const of = { id: Id, of: Id, chat: Id.optional(), at }

const Change = z.discriminatedUnion('kind', [
  z.strictObject({ ...of, kind: z.literal('edit'), text }),
  z.strictObject({ ...of, kind: z.literal('remove'), by: z.enum(['author', 'moderator']).optional() }),
  z.strictObject({ ...of, kind: z.literal('restore') }),
  z.strictObject({ id: Id, kind: z.literal('unlike'), of: Id, at }),
])
export type SandboxChange = z.infer<typeof Change>

const News = z.discriminatedUnion('kind', [
  z.strictObject({ id: Id, kind: z.enum(['delivered', 'read']), chat: Id, message: Id.optional(), at }),
  z.strictObject({ id: Id, kind: z.literal('typing'), chat: Id }),
  z.strictObject({ id: Id, kind: z.enum(['allow', 'deny']), chat: Id, author: Author, at }),
  z.strictObject({
    id: Id,
    kind: z.literal('post'),
    place: Place.extend({ text: z.string().max(20_000).default(''), photo: z.url().optional() }),
    at,
  }),
])
export type SandboxNews = z.infer<typeof News>

export type SandboxEvent = SandboxAct | SandboxMessage | SandboxChange | SandboxNews

/** Kinds the parser knows: a misspelt field is named only inside a known kind. */
export const schemaByKind: Record<string, z.ZodType<SandboxEvent>> = {
  ...byKinds(Act, ['comment', 'like', 'join', 'review']),
  ...byKinds(Message, ['message']),
  ...byKinds(Change, ['edit', 'remove', 'restore', 'unlike']),
  ...byKinds(News, ['delivered', 'read', 'typing', 'allow', 'deny', 'post']),
}

function byKinds(schema: z.ZodType<SandboxEvent>, kinds: string[]): Record<string, z.ZodType<SandboxEvent>> {
  return Object.fromEntries(kinds.map((kind) => [kind, schema]))
}

/** Sent by the sandbox from time to time; no sign of interest. */
export const SandboxPing = z.object({ kind: z.literal('ping') })
