/** What comparing two lists told: nobody sends likes, joins and leaves. Written down by `listen`, read by `receive`. */
import { z } from 'zod'
import { Person } from './update.ts'

const Ids = z.array(z.string())

const Likes = z.object({
  found: z.literal('likes'),
  place: z.object({ groupId: z.string(), type: z.string(), id: z.string() }),
  title: z.string(),
  text: z.string().optional(),
  /** As OK described them. */
  came: z.array(Person),
  went: Ids,
  at: z.iso.datetime(),
})
export type Likes = z.infer<typeof Likes>

const Members = z.object({
  found: z.literal('members'),
  groupId: z.string(),
  /** Tells the second leave of a person from the first. */
  look: z.int(),
  came: Ids,
  went: z.array(z.object({ id: z.string(), removed: z.boolean() })),
  at: z.iso.datetime(),
})
export type Members = z.infer<typeof Members>

export const Found = z.discriminatedUnion('found', [Likes, Members])
export type Found = z.infer<typeof Found>

export const foundMeta = { page: 'found' }
