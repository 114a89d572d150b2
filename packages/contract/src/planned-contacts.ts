/** R038, R118: the next contact with a person, so that work with them goes on. */
import { z } from 'zod'
import { ById, endpoint, Id, PageInput, pageOf, Timestamp } from './endpoint.ts'
import { ActorBrief, MemberBrief } from './people.ts'
import { plannedContactStates } from './words.ts'

const tag = 'Planned contacts'

export const PlannedContactState = z.enum(plannedContactStates)
export type PlannedContactState = z.infer<typeof PlannedContactState>

export const PlannedContact = z.object({
  id: Id,
  /** Null when the source gave no more than a name: then it stands on its card alone. */
  contactId: Id.nullable(),
  /** The card it was made from. */
  interestId: Id.nullable(),
  authorName: z.string().nullable(),
  dueAt: Timestamp,
  overdue: z.boolean(),
  what: z.string(),
  member: MemberBrief,
  state: PlannedContactState,
  by: ActorBrief,
  createdAt: Timestamp,
  closed: z.object({ at: Timestamp, by: ActorBrief }).nullable(),
})
export type PlannedContact = z.infer<typeof PlannedContact>

const what = z.string().trim().min(1).max(500)

export const plannedContacts = {
  list: endpoint('interests.read', {
    method: 'GET',
    path: '/planned-contacts',
    summary:
      'Planned contacts: those that wait by their time, overdue first; the rest by their end, latest first',
    tag,
  })
    .input(
      PageInput.extend({
        state: PlannedContactState.default('planned'),
        memberId: Id.or(z.literal('me')).optional(),
        contactId: Id.optional(),
        interestId: Id.optional(),
      }),
    )
    .output(pageOf(PlannedContact)),
  counts: endpoint('interests.read', {
    method: 'GET',
    path: '/planned-contacts/counts',
    summary: 'How many of mine wait and how many are overdue',
    tag,
  }).output(z.object({ planned: z.number().int(), overdue: z.number().int() })),
  create: endpoint('interests.work', {
    method: 'POST',
    path: '/planned-contacts',
    summary: 'Plan a contact with the author of a card or with a person',
    tag,
  })
    .input(
      z.object({
        interestId: Id.optional(),
        contactId: Id.optional(),
        dueAt: Timestamp,
        what,
        /** Who does it; the caller when absent. */
        memberId: Id.optional(),
      }),
    )
    .output(PlannedContact),
  update: endpoint('interests.work', {
    method: 'PATCH',
    path: '/planned-contacts/{id}',
    summary: 'Move it, say otherwise what to do, or give it to a colleague',
    tag,
  })
    .input(ById.extend({ dueAt: Timestamp.optional(), what: what.optional(), memberId: Id.optional() }))
    .output(PlannedContact),
  close: endpoint('interests.work', {
    method: 'PUT',
    path: '/planned-contacts/{id}/closing',
    summary: 'Done, or not needed any more',
    tag,
  })
    .input(ById.extend({ state: PlannedContactState.exclude(['planned']) }))
    .output(PlannedContact),
  reopen: endpoint('interests.work', {
    method: 'DELETE',
    path: '/planned-contacts/{id}/closing',
    summary: 'Planned again',
    tag,
  })
    .input(ById)
    .output(PlannedContact),
}
