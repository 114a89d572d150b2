/** A contact that is planned is not lost: told at its time and every day after, until it is done, moved or cancelled (R038, R118). */
import type { PlannedContact, PlannedContactState } from '@otklik/contract'
import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../audit/index.ts'
import { contacts } from '../contacts/contacts.table.ts'
import { interests } from '../interests/interests.table.ts'
import { memberBriefs } from '../members/index.ts'
import { actingMemberId, actorBrief } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { invalid, notFound } from '../platform/errors.ts'
import { getPlannedContact, getPlannedRow, isPlanned } from './planned-contact-list.ts'
import { plannedContacts, type PlannedContactRow } from './planned-contacts.table.ts'

export interface PlanInput {
  interestId?: string | undefined
  contactId?: string | undefined
  dueAt: string
  what: string
  memberId?: string | undefined
}

export async function planContact(ctx: Ctx, input: PlanInput): Promise<PlannedContact> {
  const person = await findPerson(ctx, input)
  const memberId = await requireMember(ctx, input.memberId ?? actingMemberId(ctx.actor))
  const dueAt = readTime(ctx, input.dueAt)
  const id = ctx.newId()
  await ctx.db.insert(plannedContacts).values({
    workspaceId: ctx.workspaceId,
    id,
    ...person,
    dueAt,
    what: input.what,
    memberId,
    state: 'planned',
    by: actorBrief(ctx.actor),
    createdAt: ctx.now(),
    remindAt: dueAt,
  })
  await sign(ctx, { id, ...person }, 'planned_contact.created', {
    after: { dueAt: dueAt.toISOString(), what: input.what, memberId },
  })
  return getPlannedContact(ctx, id)
}

export interface PlanEdit {
  dueAt?: string | undefined
  what?: string | undefined
  memberId?: string | undefined
}

/** Moving it to another time makes it silent until then. What is over is planned again first. */
export async function movePlannedContact(ctx: Ctx, id: string, edit: PlanEdit): Promise<PlannedContact> {
  const row = await getPlannedRow(ctx, id, true)
  if (row.state !== 'planned') throw invalid('This contact is over; plan it again first', { id: row.state })
  const dueAt = edit.dueAt === undefined ? row.dueAt : readTime(ctx, edit.dueAt)
  const memberId = edit.memberId === undefined ? row.memberId : await requireMember(ctx, edit.memberId)
  const what = edit.what ?? row.what
  const isMoved = dueAt.getTime() !== row.dueAt.getTime() || memberId !== row.memberId
  await ctx.db
    .update(plannedContacts)
    .set({ dueAt, what, memberId, ...(isMoved && { remindAt: dueAt }) })
    .where(isPlanned(ctx, id))
  await sign(ctx, row, 'planned_contact.changed', {
    before: { dueAt: row.dueAt.toISOString(), what: row.what, memberId: row.memberId },
    after: { dueAt: dueAt.toISOString(), what, memberId },
  })
  return getPlannedContact(ctx, id)
}

/** What is over stays as it ended. */
export async function closePlannedContact(
  ctx: Ctx,
  id: string,
  state: Exclude<PlannedContactState, 'planned'>,
): Promise<PlannedContact> {
  const row = await getPlannedRow(ctx, id, true)
  if (row.state !== 'planned') return getPlannedContact(ctx, id)
  await ctx.db
    .update(plannedContacts)
    .set({ state, closedAt: ctx.now(), closedBy: actorBrief(ctx.actor), remindAt: null })
    .where(isPlanned(ctx, id))
  await sign(ctx, row, `planned_contact.${state}`, { after: { what: row.what } })
  return getPlannedContact(ctx, id)
}

export async function reopenPlannedContact(ctx: Ctx, id: string): Promise<PlannedContact> {
  const row = await getPlannedRow(ctx, id, true)
  if (row.state === 'planned') return getPlannedContact(ctx, id)
  await ctx.db
    .update(plannedContacts)
    .set({ state: 'planned', closedAt: null, closedBy: null, remindAt: nextReminder(row.dueAt, ctx.now()) })
    .where(isPlanned(ctx, id))
  await sign(ctx, row, 'planned_contact.reopened', {
    before: { state: row.state },
    after: { what: row.what },
  })
  return getPlannedContact(ctx, id)
}

const dayMs = 86_400_000

/** Its time, or the same time of the next day that is still ahead. */
export function nextReminder(dueAt: Date, now: Date): Date {
  if (dueAt > now) return dueAt
  const days = Math.floor((now.getTime() - dueAt.getTime()) / dayMs) + 1
  return new Date(dueAt.getTime() + days * dayMs)
}

type Person = Pick<PlannedContactRow, 'contactId' | 'interestId' | 'authorName'>

async function findPerson(ctx: Ctx, { interestId, contactId }: PlanInput): Promise<Person> {
  if (interestId) {
    const [card] = await ctx.db
      .select({ contactId: interests.contactId, authorName: interests.authorName })
      .from(interests)
      .where(and(eq(interests.workspaceId, ctx.workspaceId), eq(interests.id, interestId)))
    if (!card) throw notFound('There is no such card')
    return { interestId, ...card }
  }
  if (!contactId) throw invalid('Name the card or the person', { interestId: 'required' })
  const [contact] = await ctx.db
    .select({ name: contacts.name })
    .from(contacts)
    .where(and(eq(contacts.workspaceId, ctx.workspaceId), eq(contacts.id, contactId)))
  if (!contact) throw notFound('There is no such person')
  return { interestId: null, contactId, authorName: contact.name }
}

async function requireMember(ctx: Ctx, id: string | undefined): Promise<string> {
  if (id && (await memberBriefs(ctx, [id])).has(id)) return id
  throw invalid('Name the colleague who makes the contact', { memberId: 'unknown' })
}

/** A time that has passed is a slip of the hand: it would be overdue at once. */
function readTime(ctx: Ctx, text: string): Date {
  const time = new Date(text)
  if (time.getTime() < ctx.now().getTime() - 60_000)
    throw invalid('This time has passed: choose a later one', { dueAt: 'past' })
  return time
}

/** The history of a card has it; a contact planned on a person alone stands in the log under the person. */
async function sign(
  ctx: Ctx,
  row: Pick<PlannedContactRow, 'id' | 'contactId' | 'interestId'>,
  action: string,
  change: { before?: Record<string, unknown>; after?: Record<string, unknown> },
): Promise<void> {
  const object = row.interestId
    ? { kind: 'interest', id: row.interestId }
    : { kind: 'contact', id: row.contactId }
  await recordAudit(ctx, { action, object, ...change })
  await ctx.events.emit({
    type: 'planned_contact.changed',
    data: { plannedContactId: row.id, interestId: row.interestId },
  })
}
