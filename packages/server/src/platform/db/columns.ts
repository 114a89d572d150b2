/** Columns every workspace table shares. The primary key is always (workspace_id, id), see docs/subsystems/database.md. */
import { customType, timestamp, uuid } from 'drizzle-orm/pg-core'

export function workspaceId() {
  return uuid('workspace_id').notNull()
}

export function rowId() {
  return uuid('id').notNull()
}

/** `timestamptz` as a Date, millisecond precision: what JSON and cursors carry without loss. */
export function at(name: string) {
  return timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })
}

export const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value.buffer, value.byteOffset, value.byteLength),
  fromDriver: (value) => new Uint8Array(value),
})

export const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })
