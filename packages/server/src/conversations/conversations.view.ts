/** Dialogs as the outside sees them. */
import type { Conversation, MemberBrief } from '@otklik/contract'
import { and, eq, inArray } from 'drizzle-orm'
import { channels } from '../channels/channels.table.ts'
import { contactPhotoUrl } from '../contacts/index.ts'
import { contacts } from '../contacts/contacts.table.ts'
import { memberBriefs } from '../members/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import type { ConversationRow } from './conversation-row.ts'

export async function viewConversations(ctx: Ctx, rows: readonly ConversationRow[]): Promise<Conversation[]> {
  const around = await loadAround(ctx, rows)
  return rows.map((row) => viewRow(row, around))
}

export async function viewConversation(ctx: Ctx, row: ConversationRow): Promise<Conversation> {
  const [view] = await viewConversations(ctx, [row])
  if (!view) throw new Error('a dialog without its view')
  return view
}

interface Around {
  members: Map<string, MemberBrief>
  channels: Map<string, { id: string; name: string; kind: string }>
  people: Map<string, { id: string; name: string | null; photoUrl: string | null }>
}

async function loadAround(ctx: Ctx, rows: readonly ConversationRow[]): Promise<Around> {
  const people = await readPeople(ctx, distinct(rows.map((row) => row.contactId)))
  return {
    members: await memberBriefs(
      ctx,
      distinct(rows.flatMap((row) => [row.responsibleId, row.acceptedById, ...row.memberIds])),
    ),
    channels: new Map((await readChannels(ctx, rows)).map((row) => [row.id, row])),
    people: new Map(people.map((row) => [row.id, row])),
  }
}

/** Removed channels too: their dialogs remain. */
async function readChannels(ctx: Ctx, rows: readonly ConversationRow[]) {
  const ids = distinct(rows.map((row) => row.channelId))
  if (ids.length === 0) return []
  return ctx.db
    .select({ id: channels.id, name: channels.name, kind: channels.kind })
    .from(channels)
    .where(and(eq(channels.workspaceId, ctx.workspaceId), inArray(channels.id, ids)))
}

async function readPeople(ctx: Ctx, ids: string[]) {
  if (ids.length === 0) return []
  return ctx.db
    .select({ id: contacts.id, name: contacts.name, photoUrl: contacts.photoUrl })
    .from(contacts)
    .where(and(eq(contacts.workspaceId, ctx.workspaceId), inArray(contacts.id, ids)))
}

function viewRow(row: ConversationRow, around: Around): Conversation {
  const member = (id: string | null) => (id ? (around.members.get(id) ?? null) : null)
  return {
    id: row.id,
    kind: row.kind,
    channel: row.channelId ? (around.channels.get(row.channelId) ?? null) : null,
    sourceType: row.sourceType,
    title: row.title,
    person: viewPerson(row, around),
    colleagues: row.memberIds.flatMap((id) => around.members.get(id) ?? []),
    state: row.state,
    responsible: member(row.responsibleId),
    responsibleSince: time(row.responsibleSince),
    responsibleReason: row.responsibleReason,
    accepted: row.acceptedAt && { at: row.acceptedAt.toISOString(), by: member(row.acceptedById) },
    snoozedUntil: time(row.snoozedUntil),
    unansweredSince: time(row.unansweredSince),
    lastMessageAt: row.lastMessageAt.toISOString(),
    last: viewLast(row),
    interestId: row.interestId,
    campaign: row.campaign,
    closed: viewClosed(row),
    rating: row.rating !== null && row.ratedAt ? { stars: row.rating, at: row.ratedAt.toISOString() } : null,
    review: row.review,
    version: row.version,
  }
}

function viewPerson(row: ConversationRow, { people }: Around): Conversation['person'] {
  const person = row.contactId ? people.get(row.contactId) : undefined
  if (!person) return null
  return {
    contactId: person.id,
    name: person.name ?? row.personName,
    photoUrl: contactPhotoUrl(row.workspaceId, person.id, person.photoUrl),
  }
}

function viewLast({ last, lastMessageAt }: ConversationRow): Conversation['last'] {
  if (!last) return null
  const { direction, text, attachment, authorName, state } = last
  return { direction, text, attachment, authorName, state, at: lastMessageAt.toISOString() }
}

function viewClosed(row: ConversationRow): Conversation['closed'] {
  if (!row.closedAt || !row.closedBy || !row.closedWay) return null
  return { at: row.closedAt.toISOString(), by: row.closedBy, way: row.closedWay, reason: row.closedReason }
}

function time(date: Date | null): string | null {
  return date?.toISOString() ?? null
}

function distinct(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids)].filter((id): id is string => id !== null)
}
