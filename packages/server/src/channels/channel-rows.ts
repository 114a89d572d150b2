/** Channels as the core works with them: the row, its connector and the opened configuration. */
import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '../platform/db/client.ts'
import type { Vault } from '../platform/vault.ts'
import { notFound } from '../platform/errors.ts'
import { ChannelError, type CredentialField } from './channel.ts'
import { channels } from './channels.table.ts'
import { findConnector, type Connector } from './registry.ts'

export type ChannelRow = typeof channels.$inferSelect
export type ChannelValue = string | number | boolean | null

export interface OpenChannel {
  row: ChannelRow
  connector: Connector
  /** Checked by the connector's schema. */
  config: unknown
}

interface Place {
  db: Db
  workspaceId: string
}

/** Throws NOT_FOUND; the channel of another workspace does not exist here. */
export async function getChannelRow(place: Place, id: string, lock = false): Promise<ChannelRow> {
  const query = place.db
    .select()
    .from(channels)
    .where(and(eq(channels.workspaceId, place.workspaceId), eq(channels.id, id), isNull(channels.removedAt)))
  const [row] = await (lock ? query.for('update') : query)
  if (!row) throw notFound('There is no such channel')
  return row
}

/** Throws `ChannelError('auth')` in words when the saved values no longer suit the connector. */
export function openChannel(vault: Vault, row: ChannelRow): OpenChannel {
  const connector = findConnector(row.kind)
  if (!connector) {
    throw new ChannelError('auth', {
      ru: `Эта версия программы не знает каналов вида «${row.kind}»`,
      en: `This version of the program knows no channels of the kind “${row.kind}”`,
    })
  }
  const parsed = connector.channel.schema.safeParse(
    definedValues({ ...row.settings, ...openSecrets(vault, row) }),
  )
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0] ?? '')))].join(', ')
    throw new ChannelError('auth', {
      ru: `Проверьте настройки канала: ${names}`,
      en: `Check the settings of the channel: ${names}`,
    })
  }
  return { row, connector, config: parsed.data }
}

export function sealSecrets(
  vault: Vault,
  row: { workspaceId: string; id: string },
  secrets: Record<string, ChannelValue>,
): string | null {
  return Object.keys(secrets).length === 0 ? null : vault.seal(JSON.stringify(secrets), secretPurpose(row))
}

export function openSecrets(
  vault: Vault,
  row: Pick<ChannelRow, 'workspaceId' | 'id' | 'secrets'>,
): Record<string, ChannelValue> {
  return row.secrets === null
    ? {}
    : (JSON.parse(vault.open(row.secrets, secretPurpose(row))) as Record<string, ChannelValue>)
}

/** An empty value is an absent one for the schema: optional fields stay optional. */
export function definedValues(values: Record<string, ChannelValue>): Record<string, ChannelValue> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ''))
}

export function splitSecrets(fields: readonly CredentialField[], values: Record<string, ChannelValue>) {
  const secret = new Set(fields.filter((field) => field.type === 'secret').map((field) => field.name))
  const entries = Object.entries(values)
  return {
    settings: Object.fromEntries(entries.filter(([name]) => !secret.has(name))),
    secrets: Object.fromEntries(entries.filter(([name]) => secret.has(name))),
  }
}

/** Binds a secret to its channel: copied into another row it does not open. */
function secretPurpose(row: { workspaceId: string; id: string }): string {
  return `channel:${row.workspaceId}:${row.id}`
}
