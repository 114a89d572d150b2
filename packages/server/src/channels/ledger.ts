/**
 * The raw ledger: what arrived is committed before anything reads it and before anybody is told "received".
 * Events that arrive together go into one insert: while a group is being committed the next one gathers.
 */
import { and, eq, inArray } from 'drizzle-orm'
import { fileKey } from '../platform/files.ts'
import { newId } from '../platform/ids.ts'
import type { Platform } from '../platform/platform.ts'
import type { Words } from './channel.ts'
import { inboundEvents } from './channels.table.ts'

export interface NewEvent {
  /** Made by the caller when the dedup key is made of it. */
  id?: string
  channelId: string
  dedupKey: string
  body: Uint8Array
  contentType: string
  meta: Record<string, string>
  receivedAt: Date
  /** Stored already parked, with the words told to the sender. */
  parked?: Words
}

export interface StoredEvent {
  id: string
  /** The same event was stored before; nothing was added. */
  known: boolean
}

/** Larger bodies lie in the file store: rows stay light for the sweep and for backups. */
const maxRowBody = 256 * 1024
const maxGroup = 100

/** Resolves when the event is committed. Throws when it is not: then the sender must not be told that it was received. */
export async function storeEvent(
  platform: Platform,
  workspaceId: string,
  event: NewEvent,
): Promise<StoredEvent> {
  const row = toRow(workspaceId, event)
  if (event.body.byteLength <= maxRowBody) return joinGroup(platform, workspaceId, row)
  const key = fileKey(workspaceId, row.id)
  await platform.files.put(key, event.body)
  const stored = await joinGroup(platform, workspaceId, { ...row, body: null })
  if (stored.known) await platform.files.remove(key)
  return stored
}

/** The bytes of an event as they came. */
export async function readBody(
  platform: Platform,
  row: Pick<EventRow, 'workspaceId' | 'id' | 'body'>,
): Promise<Uint8Array> {
  return row.body ?? platform.files.get(fileKey(row.workspaceId, row.id))
}

export type EventRow = typeof inboundEvents.$inferSelect
type NewRow = typeof inboundEvents.$inferInsert

function toRow(workspaceId: string, event: NewEvent): NewRow {
  return {
    workspaceId,
    id: event.id ?? newId(),
    channelId: event.channelId,
    dedupKey: storable(event.dedupKey).slice(0, 500),
    receivedAt: event.receivedAt,
    contentType: storable(event.contentType).slice(0, 200),
    meta: Object.fromEntries(
      Object.entries(event.meta).map(([name, value]) => [storable(name), storable(value)]),
    ),
    body: event.body,
    size: event.body.byteLength,
    state: event.parked ? 'parked' : 'stored',
    error: event.parked ?? null,
  }
}

/** PostgreSQL keeps no zero characters and no halves of a surrogate pair in text. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '')
}

interface Waiting {
  row: NewRow
  resolve(stored: StoredEvent): void
  reject(error: unknown): void
}

interface Group {
  waiting: Waiting[]
  writing: boolean
}

const groups = new WeakMap<Platform, Map<string, Group>>()

function joinGroup(platform: Platform, workspaceId: string, row: NewRow): Promise<StoredEvent> {
  const group = groupOf(platform, workspaceId)
  return new Promise((resolve, reject) => {
    group.waiting.push({ row, resolve, reject })
    if (!group.writing) void writeGroups(platform, workspaceId, group)
  })
}

function groupOf(platform: Platform, workspaceId: string): Group {
  const ofPlatform = groups.get(platform) ?? new Map<string, Group>()
  groups.set(platform, ofPlatform)
  const group = ofPlatform.get(workspaceId) ?? { waiting: [], writing: false }
  ofPlatform.set(workspaceId, group)
  return group
}

async function writeGroups(platform: Platform, workspaceId: string, group: Group): Promise<void> {
  group.writing = true
  // Requests read in the same turn of the event loop join the first group.
  await new Promise((resolve) => setImmediate(resolve))
  while (group.waiting.length > 0) await writeGroup(platform, workspaceId, group.waiting.splice(0, maxGroup))
  group.writing = false
  groups.get(platform)?.delete(workspaceId)
}

async function writeGroup(platform: Platform, workspaceId: string, group: Waiting[]): Promise<void> {
  try {
    const stored = await insertRows(
      platform,
      workspaceId,
      group.map(({ row }) => row),
    )
    for (const { row, resolve } of group) resolve(stored(row))
  } catch (error) {
    // One row that the database refuses must not take its neighbours along.
    const [only] = group
    if (group.length === 1 && only) only.reject(error)
    else for (const waiting of group) await writeGroup(platform, workspaceId, [waiting])
  }
}

async function insertRows(
  platform: Platform,
  workspaceId: string,
  rows: NewRow[],
): Promise<(row: NewRow) => StoredEvent> {
  // In one order everywhere: two processes with the same keys must not wait for each other in a circle.
  const ordered = rows.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
  return platform.database.inWorkspace(workspaceId, async (db) => {
    const key = { id: inboundEvents.id, channelId: inboundEvents.channelId, dedupKey: inboundEvents.dedupKey }
    const inserted = await db
      .insert(inboundEvents)
      .values(ordered)
      .onConflictDoNothing({
        target: [inboundEvents.workspaceId, inboundEvents.channelId, inboundEvents.dedupKey],
      })
      .returning(key)
    const ids = new Map(inserted.map((row) => [nameOf(row), row.id]))
    const missing = ordered.filter((row) => !ids.has(nameOf(row)))
    if (missing.length > 0) {
      const known = await db
        .select(key)
        .from(inboundEvents)
        .where(
          and(
            eq(inboundEvents.workspaceId, workspaceId),
            inArray(inboundEvents.channelId, [...new Set(missing.map((row) => row.channelId))]),
            inArray(
              inboundEvents.dedupKey,
              missing.map((row) => row.dedupKey),
            ),
          ),
        )
      for (const row of known) ids.set(nameOf(row), row.id)
    }
    return (row) => {
      const id = ids.get(nameOf(row)) ?? row.id
      return { id, known: id !== row.id }
    }
  })
}

function nameOf(row: { channelId: string; dedupKey: string }): string {
  return `${row.channelId} ${row.dedupKey}`
}
