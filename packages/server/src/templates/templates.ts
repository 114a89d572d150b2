/** Templates of a person and of the team. */
import type { Template, TemplateInput } from '@otklik/contract'
import { and, asc, desc, eq, inArray, or, sql, type SQL } from 'drizzle-orm'
import { recordAudit } from '../audit/index.ts'
import { channels } from '../channels/channels.table.ts'
import { listFileRows, viewFile } from '../files/index.ts'
import { actingMemberId, actorBrief, actorMay } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { forbidden, invalid, notFound } from '../platform/errors.ts'
import { templates } from './templates.table.ts'

export type TemplateRow = typeof templates.$inferSelect

export interface TemplateQuery {
  q?: string | undefined
  purpose?: TemplateInput['purpose'][] | undefined
  channelId?: string | undefined
  order: 'used' | 'name'
}

export async function listTemplates(ctx: Ctx, query: TemplateQuery) {
  const rows = await listTemplateRows(ctx, query)
  return {
    items: await viewTemplates(ctx, rows),
    folders: [...new Set(rows.map((row) => row.folder))].sort(),
  }
}

export async function listTemplateRows(ctx: Ctx, query: TemplateQuery): Promise<TemplateRow[]> {
  const t = templates
  return ctx.db
    .select()
    .from(t)
    .where(and(mineOrShared(ctx), ...conditions(query)))
    .orderBy(...(query.order === 'used' ? [desc(t.usedCount), asc(t.name)] : [asc(t.folder), asc(t.name)]))
    .limit(2000)
}

/** What is another's own does not exist for the reader. */
export async function getTemplateRow(ctx: Ctx, id: string): Promise<TemplateRow> {
  const [row] = await ctx.db
    .select()
    .from(templates)
    .where(and(mineOrShared(ctx), eq(templates.id, id)))
  if (!row) throw notFound('There is no such template')
  return row
}

export async function createTemplate(ctx: Ctx, input: TemplateInput): Promise<Template> {
  await refuseUnknown(ctx, input)
  const [row] = await ctx.db
    .insert(templates)
    .values({
      ...clean(input),
      workspaceId: ctx.workspaceId,
      id: ctx.newId(),
      // A key has no colleague to keep it for.
      shared: input.shared || actingMemberId(ctx.actor) === undefined,
      memberId: actingMemberId(ctx.actor) ?? null,
      by: actorBrief(ctx.actor),
      createdAt: ctx.now(),
      updatedAt: ctx.now(),
    })
    .returning()
  if (!row) throw new Error('the template was not written')
  await sign(ctx, 'template.created', row, { name: row.name, folder: row.folder, shared: row.shared })
  return viewTemplate(ctx, row)
}

type TemplateChange = { [K in keyof TemplateInput]?: TemplateInput[K] | undefined }

export async function updateTemplate(ctx: Ctx, id: string, change: TemplateChange): Promise<Template> {
  const before = await getTemplateRow(ctx, id)
  requireEditable(ctx, before)
  await refuseUnknown(ctx, change)
  const set = clean(Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)))
  const [row] = await ctx.db
    .update(templates)
    .set({ ...set, updatedAt: ctx.now() })
    .where(and(eq(templates.workspaceId, ctx.workspaceId), eq(templates.id, id)))
    .returning()
  if (!row) throw notFound()
  await sign(ctx, 'template.updated', row, set)
  return viewTemplate(ctx, row)
}

export async function removeTemplate(ctx: Ctx, id: string): Promise<void> {
  const row = await getTemplateRow(ctx, id)
  requireEditable(ctx, row)
  await ctx.db.delete(templates).where(and(eq(templates.workspaceId, ctx.workspaceId), eq(templates.id, id)))
  await sign(ctx, 'template.removed', row, { name: row.name, text: row.text })
}

/** Counted when a message made from it is written. */
export async function countUse(ctx: Ctx, id: string): Promise<void> {
  await ctx.db
    .update(templates)
    .set({ usedCount: sql`${templates.usedCount} + 1`, lastUsedAt: ctx.now() })
    .where(and(eq(templates.workspaceId, ctx.workspaceId), eq(templates.id, id)))
}

export async function viewTemplate(ctx: Ctx, row: TemplateRow): Promise<Template> {
  const [view] = await viewTemplates(ctx, [row])
  if (!view) throw new Error('a template without its view')
  return view
}

async function viewTemplates(ctx: Ctx, rows: readonly TemplateRow[]): Promise<Template[]> {
  const files = await listFileRows(ctx, [...new Set(rows.flatMap((row) => row.fileIds))])
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    shortcut: row.shortcut,
    folder: row.folder,
    purpose: row.purpose,
    text: row.text,
    variants: row.variants,
    channelIds: row.channelIds,
    shared: row.shared,
    attachments: row.fileIds.flatMap((id) => files.filter((file) => file.id === id).map(viewFile)),
    by: row.by,
    usedCount: row.usedCount,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    updatedAt: row.updatedAt.toISOString(),
    editable: isEditable(ctx, row),
  }))
}

/** One's own, and the team's by those who may share views with it. */
function isEditable(ctx: Ctx, row: TemplateRow): boolean {
  const me = actingMemberId(ctx.actor)
  return (me !== undefined && row.memberId === me) || (row.shared && actorMay(ctx.actor, 'views.share'))
}

export function requireEditable(ctx: Ctx, row: TemplateRow): void {
  if (!isEditable(ctx, row) && ctx.actor.kind !== 'system')
    throw forbidden('The team’s template is changed by whoever made it or a head: make your own copy')
}

function mineOrShared(ctx: Ctx): SQL | undefined {
  const me = actingMemberId(ctx.actor)
  return and(
    eq(templates.workspaceId, ctx.workspaceId),
    or(eq(templates.shared, true), me ? eq(templates.memberId, me) : undefined),
  )
}

function conditions({ q, purpose, channelId }: TemplateQuery): (SQL | undefined)[] {
  const t = templates
  const like = q?.trim() ? `%${q.trim().replaceAll(/[\\%_]/g, (letter) => `\\${letter}`)}%` : undefined
  return [
    purpose && purpose.length > 0 ? inArray(t.purpose, purpose) : undefined,
    channelId ? sql`(jsonb_array_length(${t.channelIds}) = 0 or ${t.channelIds} ? ${channelId})` : undefined,
    like
      ? sql`(${t.name} ilike ${like} or ${t.shortcut} ilike ${like} or ${t.folder} ilike ${like} or ${t.text} ilike ${like})`
      : undefined,
  ]
}

async function refuseUnknown(ctx: Ctx, { fileIds, channelIds }: TemplateChange): Promise<void> {
  if (fileIds && (await listFileRows(ctx, fileIds)).length !== new Set(fileIds).size)
    throw invalid('Some files are not here', { fileIds: 'unknown' })
  if (!channelIds || channelIds.length === 0) return
  const known = await ctx.db
    .select({ id: channels.id })
    .from(channels)
    .where(and(eq(channels.workspaceId, ctx.workspaceId), inArray(channels.id, channelIds)))
  if (known.length !== new Set(channelIds).size)
    throw invalid('One of these channels is not here', { channelIds: 'unknown' })
}

/** `Доставка / Регионы` and `Доставка/Регионы` are one folder. */
function clean<T extends TemplateChange>(input: T): T {
  if (input.folder === undefined) return input
  const folder = input.folder
    .split('/')
    .map((level) => level.trim())
    .filter(Boolean)
    .join(' / ')
  return { ...input, folder }
}

async function sign(
  ctx: Ctx,
  action: string,
  row: TemplateRow,
  after: Record<string, unknown>,
): Promise<void> {
  await recordAudit(ctx, { action, object: { kind: 'template', id: row.id }, after })
  await ctx.events.emit({ type: 'template.changed', data: { templateId: row.id } })
}
