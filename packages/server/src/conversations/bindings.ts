/** What a dialog is bound to: its cards and person, and whatever objects there are (R231). */
import type { BoundKind, ConversationBinding } from '@otklik/contract'
import { and, asc, eq, inArray } from 'drizzle-orm'
import { recordAudit } from '../audit/index.ts'
import { contacts } from '../contacts/contacts.table.ts'
import { interests } from '../interests/interests.table.ts'
import { actorBrief } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { invalid, notFound } from '../platform/errors.ts'
import { changeConversation } from './conversation-change.ts'
import { conversationBindings } from './conversations.table.ts'
import { lockVisibleConversation } from './visibility.ts'

/** Titles of objects by id; those that are not here are left out. */
type TitleReader = (ctx: Ctx, ids: string[]) => Promise<Map<string, string>>

const readers = new Map<BoundKind, TitleReader>([
  ['interest', readInterestTitles],
  ['contact', readContactTitles],
])

export async function listBindings(ctx: Ctx, conversationId: string): Promise<ConversationBinding[]> {
  const b = conversationBindings
  const rows = await ctx.db
    .select()
    .from(b)
    .where(and(eq(b.workspaceId, ctx.workspaceId), eq(b.conversationId, conversationId)))
    .orderBy(asc(b.at), asc(b.id))
  const titles = new Map<string, string>()
  for (const [kind, read] of readers) {
    const ids = rows.filter((row) => row.kind === kind).map(({ objectId }) => objectId)
    if (ids.length > 0) for (const [id, title] of await read(ctx, ids)) titles.set(id, title)
  }
  return rows.map(({ id, kind, objectId, by, at }) => ({
    id,
    kind,
    objectId,
    title: titles.get(objectId) ?? null,
    by,
    at: at.toISOString(),
  }))
}

export async function bindObjects(
  ctx: Ctx,
  { id, kind, objectIds }: { id: string; kind: BoundKind; objectIds: string[] },
): Promise<ConversationBinding[]> {
  const row = await lockVisibleConversation(ctx, id)
  const read = readers.get(kind)
  if (!read) throw invalid('There are no objects of this kind here yet', { kind: 'unknown' })
  const known = await read(ctx, objectIds)
  if (objectIds.some((objectId) => !known.has(objectId)))
    throw invalid('One of these objects is not here', { objectIds: 'unknown' })
  for (const objectId of objectIds) await bindQuietly(ctx, row.id, { kind, objectId })
  await changeConversation(
    ctx,
    row,
    {},
    {
      changed: ['bindings'],
      audit: { action: 'conversation.bound', after: { kind, objectIds } },
    },
  )
  return listBindings(ctx, row.id)
}

/** Bound twice it is bound once. */
export async function bindQuietly(
  ctx: Ctx,
  conversationId: string,
  object: { kind: BoundKind; objectId: string },
): Promise<void> {
  await ctx.db
    .insert(conversationBindings)
    .values({
      ...object,
      workspaceId: ctx.workspaceId,
      id: ctx.newId(),
      conversationId,
      by: actorBrief(ctx.actor),
      at: ctx.now(),
    })
    .onConflictDoNothing()
}

export async function unbindObject(
  ctx: Ctx,
  { id, bindingId }: { id: string; bindingId: string },
): Promise<ConversationBinding[]> {
  const row = await lockVisibleConversation(ctx, id)
  const b = conversationBindings
  const [gone] = await ctx.db
    .delete(b)
    .where(and(eq(b.workspaceId, ctx.workspaceId), eq(b.conversationId, row.id), eq(b.id, bindingId)))
    .returning()
  if (!gone) throw notFound('There is no such binding')
  await recordAudit(ctx, {
    action: 'conversation.unbound',
    object: { kind: 'conversation', id: row.id },
    before: { kind: gone.kind, objectId: gone.objectId },
  })
  await changeConversation(ctx, row, {}, { changed: ['bindings'] })
  return listBindings(ctx, row.id)
}

async function readInterestTitles(ctx: Ctx, ids: string[]): Promise<Map<string, string>> {
  const rows = await ctx.db
    .select({ id: interests.id, text: interests.text, title: interests.sourceTitle })
    .from(interests)
    .where(and(eq(interests.workspaceId, ctx.workspaceId), inArray(interests.id, ids)))
  return new Map(rows.map((row) => [row.id, row.text.slice(0, 100) || row.title || '']))
}

async function readContactTitles(ctx: Ctx, ids: string[]): Promise<Map<string, string>> {
  const rows = await ctx.db
    .select({ id: contacts.id, name: contacts.name })
    .from(contacts)
    .where(and(eq(contacts.workspaceId, ctx.workspaceId), inArray(contacts.id, ids)))
  return new Map(rows.map((row) => [row.id, row.name ?? '']))
}
