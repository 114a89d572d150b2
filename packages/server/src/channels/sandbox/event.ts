/** The wire form of the sandbox: small, so that a person can type it, and strict, so that a misspelt field is noticed. */
import { z } from 'zod'

export const SandboxEvent = z.strictObject({
  /** Sent twice it stays one card. */
  id: z.string().min(1).max(100),
  kind: z.enum(['comment', 'message', 'like', 'review']),
  text: z.string().max(20_000).default(''),
  author: z.strictObject({
    id: z.string().min(1).max(100),
    name: z.string().max(200),
    photo: z.url().optional(),
    page: z.url().optional(),
  }),
  /** The post, video or product the words stand under. */
  place: z
    .strictObject({ id: z.string().min(1).max(100), title: z.string().max(300), url: z.url() })
    .optional(),
  stars: z.number().int().min(1).max(5).optional(),
  product: z.string().max(300).optional(),
  /** Seconds since 1970. */
  at: z.number().int().positive().optional(),
})
export type SandboxEvent = z.infer<typeof SandboxEvent>

/** Sent by the sandbox from time to time; no sign of interest. */
export const SandboxPing = z.object({ kind: z.literal('ping') })
