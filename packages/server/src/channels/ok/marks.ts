/** What `listen` saw change on a page of comments; it travels beside the raw bytes to `receive`, which compares nothing. */
import { z } from 'zod'

const Change = z.enum(['new', 'edited', 'removed', 'restored'])
export type Change = z.infer<typeof Change>

const Marks = z.object({
  groupId: z.string(),
  type: z.string(),
  id: z.string(),
  title: z.string(),
  /** Words of the thing itself, where OK tells them. */
  text: z.string().optional(),
  changes: z.record(z.string(), Change),
  at: z.iso.datetime(),
})
export type Marks = z.infer<typeof Marks>

export function writeMarks(marks: Marks): Record<string, string> {
  return { page: 'comments', marks: JSON.stringify(marks) }
}

/** Null for what was pushed or is a page of messages. */
export function readMarks(meta: Record<string, string>): Marks | null {
  return meta['page'] === 'comments' ? Marks.parse(JSON.parse(meta['marks'] ?? '{}')) : null
}
