/** Files people and letters bring. The type is read from the bytes; a name from outside is only ever shown, never a path. */
import type { Attachment } from '@otklik/contract'
import { and, eq, inArray } from 'drizzle-orm'
import { fileTypeFromBuffer } from 'file-type'
import type { Ctx } from '../platform/ctx.ts'
import { notFound } from '../platform/errors.ts'
import { fileKey, sha256 } from '../platform/files.ts'
import { actingMemberId } from '../platform/actor.ts'
import { files } from './files.table.ts'
import { findSuspicion } from './file-suspicion.ts'
import { makeThumbnail } from './thumbnail.ts'

export type FileRow = typeof files.$inferSelect

export interface NewFile {
  name: string
  content: Uint8Array
  /** What the sender calls it; used only where the bytes say nothing. */
  claimedMime?: string
}

/** Stores bytes, their sniffed type and a small picture. The bytes lie in the store before the row says so: a row never points at nothing. */
export async function storeFile(ctx: Ctx, input: NewFile): Promise<FileRow> {
  const mime = await sniffMime(input)
  const thumbnail = await makeThumbnail(input.content, mime)
  const thumbnailRow = thumbnail
    ? await writeFile(ctx, { name: 'preview.webp', content: thumbnail, mime: 'image/webp' })
    : null
  return writeFile(ctx, { ...input, mime, thumbnailFileId: thumbnailRow?.id ?? null })
}

export async function getFileRow(ctx: Ctx, id: string): Promise<FileRow> {
  const [row] = await ctx.db
    .select()
    .from(files)
    .where(and(eq(files.workspaceId, ctx.workspaceId), eq(files.id, id)))
  if (!row) throw notFound('There is no such file')
  return row
}

export async function listFileRows(ctx: Ctx, ids: string[]): Promise<FileRow[]> {
  if (ids.length === 0) return []
  return ctx.db
    .select()
    .from(files)
    .where(and(eq(files.workspaceId, ctx.workspaceId), inArray(files.id, ids)))
}

/** Bytes and what they are. */
export async function readFile(ctx: Ctx, id: string): Promise<{ row: FileRow; content: Uint8Array }> {
  const row = await getFileRow(ctx, id)
  return { row, content: await ctx.platform.files.get(fileKey(ctx.workspaceId, id)) }
}

export function viewFile(row: FileRow): Attachment {
  return {
    fileId: row.id,
    name: row.name,
    mime: row.mime,
    size: row.size,
    url: fileUrl(row.workspaceId, row.id),
    thumbnailUrl: row.thumbnailFileId ? fileUrl(row.workspaceId, row.thumbnailFileId) : null,
    suspicious: row.suspicious !== null,
  }
}

/** The workspace is in the address because a picture tag sends no headers. */
export function fileUrl(workspaceId: string, id: string): string {
  return `/api/v1/files/${id}?workspace=${workspaceId}`
}

/** A name safe to show and to offer for saving: no path, no control or direction marks, at most 150 characters. */
export function safeName(name: string): string {
  const bare = name.split(/[\\/]/).at(-1) ?? ''
  const clean = bare
    .replaceAll(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
    .trim()
    .replace(/^\.+/, '')
  return clean.slice(0, 150) || 'file'
}

async function writeFile(
  ctx: Ctx,
  input: { name: string; content: Uint8Array; mime: string; thumbnailFileId?: string | null },
): Promise<FileRow> {
  const row: FileRow = {
    workspaceId: ctx.workspaceId,
    id: ctx.newId(),
    name: safeName(input.name),
    mime: input.mime,
    size: input.content.byteLength,
    sha256: sha256(input.content),
    suspicious: findSuspicion(input.name, input.mime),
    thumbnailFileId: input.thumbnailFileId ?? null,
    createdById: actingMemberId(ctx.actor) ?? null,
    createdAt: ctx.now(),
  }
  await ctx.platform.files.put(fileKey(row.workspaceId, row.id), input.content)
  await ctx.db.insert(files).values(row)
  return row
}

async function sniffMime(input: NewFile): Promise<string> {
  const found = await fileTypeFromBuffer(input.content)
  if (found) return found.mime
  const claimed = input.claimedMime?.split(';')[0]?.trim().toLowerCase() ?? ''
  // A claim is believed only for plain text kinds: they have no mark of their own.
  return ['text/plain', 'text/csv', 'text/calendar', 'application/json'].includes(claimed)
    ? claimed
    : 'application/octet-stream'
}
