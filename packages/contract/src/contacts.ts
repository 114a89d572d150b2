/** The person behind the interests (R032, R112 to R114). */
import { z } from 'zod'
import { ById, endpoint, Id, Timestamp } from './endpoint.ts'
import { Interest, ProofBrief } from './interest-card.ts'

const tag = 'Contacts'

export const Identity = z.object({
  network: z.string(),
  externalId: z.string(),
  name: z.string().nullable(),
  profileUrl: z.string().nullable(),
})

export const AuthorPanel = z.object({
  contactId: Id,
  name: z.string().nullable(),
  photoUrl: z.string().nullable(),
  identities: z.array(Identity),
  emails: z.array(z.string()),
  phones: z.array(z.string()),
  firstSeenAt: Timestamp,
  lastSeenAt: Timestamp,
  /** R113: did he contact us before, how often. */
  interestCount: z.number().int(),
  /** R114: earlier questions with what was answered, newest first, at most 20. */
  earlier: z.array(
    z.object({ interest: Interest, answerText: z.string().nullable(), proofs: z.array(ProofBrief) }),
  ),
  /** R161: pages of the site looked at, after consent, newest first, at most 10. */
  visits: z.array(
    z.object({
      at: Timestamp,
      url: z.string(),
      title: z.string(),
      referrer: z.string(),
      /** `source`, `medium`, `campaign` and others of the link that brought them. */
      utm: z.record(z.string(), z.string()),
    }),
  ),
  /** What the person agreed to, newest first; each can be had as a file by `/consents/{id}/proof`. */
  consents: z.array(
    z.object({
      id: Id,
      purpose: z.enum(['processing', 'advertising', 'visits']),
      givenAt: Timestamp,
      withdrawnAt: Timestamp.nullable(),
    }),
  ),
})
export type AuthorPanel = z.infer<typeof AuthorPanel>

export const contacts = {
  panel: endpoint('interests.read', {
    method: 'GET',
    path: '/contacts/{id}/panel',
    summary: 'Who is this and what was before',
    tag,
  })
    .input(ById.extend({ exceptInterestId: Id.optional() }))
    .output(AuthorPanel),
}
