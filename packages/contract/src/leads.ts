/** R003, R162: an interest made a lead, with its source, author, text and product. Deals come later and stand on this. */
import { z } from 'zod'
import { ById, endpoint, Id, listOf, Ok, PageInput, pageOf, Timestamp } from './endpoint.ts'
import { InterestSelection } from './interest-input.ts'
import { ActorBrief, MemberBrief } from './people.ts'
import { ActionType, ActivityClass, LeadOutcome, LeadState, SourceType } from './vocabulary.ts'

const tag = 'Leads'

export const Lead = z.object({
  id: Id,
  interestId: Id,
  contactId: Id.nullable(),
  createdAt: Timestamp,
  by: ActorBrief,
  /** `open`, or how it ended. */
  state: LeadState,
  closed: z.object({ at: Timestamp, by: ActorBrief, reason: z.string().nullable() }).nullable(),
  responsible: MemberBrief.nullable(),
  note: z.string(),
  /** As the interest had them when the lead was made; the product may be changed since. */
  source: z.object({ title: z.string().nullable(), url: z.string().nullable() }),
  sourceType: SourceType,
  activityClass: ActivityClass,
  action: ActionType,
  author: z
    .object({
      name: z.string().nullable(),
      photoUrl: z.string().nullable(),
      profileUrl: z.string().nullable(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
    })
    .nullable(),
  text: z.string(),
  occurredAt: Timestamp,
  product: z.object({ id: Id, name: z.string(), url: z.string().nullable() }).nullable(),
})
export type Lead = z.infer<typeof Lead>

export const LeadFilter = z.object({
  /** Name, address or phone of the author. */
  q: z.string().trim().max(200).optional(),
  state: listOf(LeadState).optional(),
  productId: listOf(Id.or(z.literal('none'))).optional(),
  responsibleId: listOf(Id.or(z.literal('none')).or(z.literal('me'))).optional(),
  contactId: Id.optional(),
})
export type LeadFilter = z.infer<typeof LeadFilter>

const Made = z.object({
  leadIds: z.array(Id),
  /** Cards that are leads already. */
  skipped: z.number().int(),
})

export const leads = {
  list: endpoint('interests.read', { method: 'GET', path: '/leads', summary: 'Leads, newest first', tag })
    .input(PageInput.extend(LeadFilter.shape))
    .output(pageOf(Lead)),
  counts: endpoint('interests.read', {
    method: 'GET',
    path: '/leads/counts',
    summary: 'How many leads are in each state',
    tag,
  })
    .input(LeadFilter.omit({ state: true }))
    .output(z.record(LeadState, z.number().int())),
  get: endpoint('interests.read', { method: 'GET', path: '/leads/{id}', summary: 'One lead', tag })
    .input(ById)
    .output(Lead),
  create: endpoint('interests.work', {
    method: 'POST',
    path: '/leads',
    summary: 'Make leads of cards, at most 500 at once',
    tag,
  })
    .input(InterestSelection)
    .output(Made),
  update: endpoint('interests.work', {
    method: 'PATCH',
    path: '/leads/{id}',
    summary: 'Change note, responsible or product',
    tag,
  })
    .input(
      ById.extend({
        note: z.string().max(5000).optional(),
        responsibleId: Id.nullable().optional(),
        productId: Id.nullable().optional(),
      }),
    )
    .output(Lead),
  close: endpoint('interests.work', {
    method: 'PUT',
    path: '/leads/{id}/closing',
    summary: 'Became a customer, or is lost with a reason',
    tag,
  })
    .input(ById.extend({ outcome: LeadOutcome, reason: z.string().trim().max(500).optional() }))
    .output(Lead),
  reopen: endpoint('interests.work', {
    method: 'DELETE',
    path: '/leads/{id}/closing',
    summary: 'In work again',
    tag,
  })
    .input(ById)
    .output(Lead),
  /** Takes the making back: the card is an interest again, and nothing else of it changes. */
  remove: endpoint('interests.work', {
    method: 'POST',
    path: '/leads/removal',
    summary: 'These are no leads after all',
    tag,
  })
    .input(z.object({ ids: z.array(Id).min(1).max(500) }))
    .output(Ok),
}
