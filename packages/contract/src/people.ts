/** Small shapes of people that many answers carry. */
import { z } from 'zod'
import { Id } from './endpoint.ts'
import { Role } from './vocabulary.ts'

/** A colleague as other answers show them. */
export const MemberBrief = z.object({ id: Id, name: z.string(), photoUrl: z.string().nullable(), role: Role })
export type MemberBrief = z.infer<typeof MemberBrief>

/** Who did it: a colleague, a key, or the program itself. */
export const ActorBrief = z.object({
  kind: z.enum(['member', 'apiKey', 'system']),
  id: Id.nullable(),
  name: z.string(),
})
export type ActorBrief = z.infer<typeof ActorBrief>

/** A reason the program gives for a decision: a code with its values; the interface says it in words (R-words: «почему»). */
export const Reason = z.object({
  code: z.string(),
  params: z.record(z.string(), z.string()).default({}),
})
export type Reason = z.infer<typeof Reason>
