/** The account of the person signed in: where they are signed in. Password, second factor and passkeys live under `/api/auth`. */
import { z } from 'zod'
import { ById, endpoint, Id, Ok, Timestamp } from './endpoint.ts'

const tag = 'Security'

export const Session = z.object({
  id: Id,
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  createdAt: Timestamp,
  lastActiveAt: Timestamp,
  /** The session of this very request. */
  current: z.boolean(),
})
export type Session = z.infer<typeof Session>

export const security = {
  listSessions: endpoint('signedIn', {
    method: 'GET',
    path: '/me/sessions',
    summary: 'Where I am signed in',
    tag,
  }).output(z.object({ items: z.array(Session) })),
  revokeSession: endpoint('signedIn', {
    method: 'DELETE',
    path: '/me/sessions/{id}',
    summary: 'End one of my sessions',
    tag,
  })
    .input(ById)
    .output(Ok),
  revokeOtherSessions: endpoint('signedIn', {
    method: 'DELETE',
    path: '/me/sessions',
    summary: 'Sign out everywhere else',
    tag,
  }).output(z.object({ ended: z.number().int() })),
}
