import { z } from 'zod'

const word = z.string().max(100).optional().catch(undefined)

/** The filters of the log in the address bar, so that a link opens the same list. */
export const AuditSearch = z.object({
  actorId: word,
  action: word,
  objectKind: word,
  /** Days: `2026-11-22`. */
  from: word,
  to: word,
  q: word,
})
export type AuditSearch = z.infer<typeof AuditSearch>
