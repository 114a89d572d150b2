/** Files people and letters bring. The type is read from the bytes; a name from outside is only ever shown, never a path. */
import type { Attachment } from '@otklik/contract'
import { and, eq, inArray } from 'drizzle-orm'
import { fileTypeFromBuffer } from 'file-type'
import type { Ctx } from '../platform/ctx.ts'
import { notFound } from '../platform/errors.ts'
import { fileKey, sha256 } from '../platform/files.ts'
import { actingMemberId } from '../platform/actor.ts'
import { newId } from '../platform/ids.ts'
import type { Platform } from '../platform/platform.ts'
import { sweepFilesJob } from './files.jobs.ts'
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

/** Bytes that lie in the store already, and what their row will say. */
export interface PreparedFile {
  id: string
  name: string
  mime: string
  size: number
  sha256: string
  suspicious: string | null
  thumbnail: PreparedFile | null
}

const sweepAfterMs = 86_400_000

/**
 * Puts bytes and their small pictures into the store, which may be across the network: outside any transaction. `keepFile` writes
 * the rows inside one, so a row never points at nothing; bytes without a row after a day are swept.
 */
export async function prepareFiles(
  platform: Platform,
  workspaceId: string,
  inputs: readonly NewFile[],
): Promise<PreparedFile[]> {
  if (inputs.length === 0) return []
  const drafts: Draft[] = []
  for (const input of inputs) drafts.push(await draftFile(input))
  const all = drafts.flatMap((draft) => (draft.thumbnail ? [draft.thumbnail, draft] : [draft]))
  const ids = all.map((draft) => draft.file.id)
  const startAfter = new Date(platform.clock.now().getTime() + sweepAfterMs)
  await platform.database.inWorkspace(workspaceId, (db) =>
    platform.jobs.enqueue(db, sweepFilesJob, { workspaceId, ids }, { startAfter }),
  )
  for (const { file, content } of all) await platform.files.put(fileKey(workspaceId, file.id), content)
  return drafts.map((draft) => draft.file)
}

export async function prepareFile(
  platform: Platform,
  workspaceId: string,
  input: NewFile,
): Promise<PreparedFile> {
  const [file] = await prepareFiles(platform, workspaceId, [input])
  if (!file) throw new Error('the file was not prepared')
  return file
}

/** Writes the rows of a prepared file. */
export async function keepFile(ctx: Ctx, prepared: PreparedFile): Promise<FileRow> {
  const { thumbnail, ...file } = prepared
  const thumbnailRow = thumbnail && (await keepFile(ctx, thumbnail))
  const row: FileRow = {
    ...file,
    workspaceId: ctx.workspaceId,
    thumbnailFileId: thumbnailRow?.id ?? null,
    createdById: actingMemberId(ctx.actor) ?? null,
    createdAt: ctx.now(),
  }
  await ctx.db.insert(files).values(row)
  return row
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
  // Half a surrogate pair cannot be written into a header.
  return clean.slice(0, 150).toWellFormed() || 'file'
}

interface Draft {
  file: PreparedFile
  content: Uint8Array
  thumbnail: Draft | null
}

async function draftFile(input: NewFile): Promise<Draft> {
  const mime = await sniffMime(input)
  const picture = await makeThumbnail(input.content, mime)
  const thumbnail = picture && describe({ name: 'preview.webp', content: picture, mime: 'image/webp' }, null)
  return describe({ ...input, mime }, thumbnail)
}

function describe(
  input: { name: string; content: Uint8Array; mime: string },
  thumbnail: Draft | null,
): Draft {
  const { content, mime } = input
  const file = {
    id: newId(),
    name: safeName(input.name),
    mime,
    size: content.byteLength,
    sha256: sha256(content),
    suspicious: findSuspicion(input.name, mime),
    thumbnail: thumbnail?.file ?? null,
  }
  return { file, content, thumbnail }
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
