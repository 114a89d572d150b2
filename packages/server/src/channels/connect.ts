/** Connecting, changing and disconnecting a channel. */
import type { Channel as ChannelView } from '@otklik/contract'
import { and, count, eq, inArray, isNull, asc, sql } from 'drizzle-orm'
import { recordAudit } from '../audit/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError, invalid } from '../platform/errors.ts'
import {
  getChannelRow,
  definedValues,
  openSecrets,
  sealSecrets,
  splitSecrets,
  type ChannelRow,
  type ChannelValue,
} from './channel-rows.ts'
import { viewChannel } from './channels.view.ts'
import { channels, inboundEvents } from './channels.table.ts'
import { listGaps } from './gaps.ts'
import { openHook } from './hook-secret.ts'
import { dropHookToken, forgetHooks, keepHookToken, makeHookToken } from './hook-tokens.ts'
import { findConnector, type Connector } from './registry.ts'
import { askForUpkeep } from './upkeep.ts'

type Values = Record<string, ChannelValue>

export async function listChannels(ctx: Ctx): Promise<{ items: ChannelView[] }> {
  const rows = await ctx.db
    .select()
    .from(channels)
    .where(and(eq(channels.workspaceId, ctx.workspaceId), isNull(channels.removedAt)))
    .orderBy(asc(channels.createdAt), asc(channels.id))
  return { items: await presentAll(ctx, rows) }
}

export async function getChannel(ctx: Ctx, id: string): Promise<ChannelView> {
  return present(ctx, await getChannelRow(ctx, id))
}

export async function createChannel(
  ctx: Ctx,
  input: { kind: string; name: string; values: Values },
): Promise<ChannelView> {
  const connector = getConnector(input.kind)
  const { settings, secrets } = checkValues(connector, input.values)
  const id = ctx.newId()
  const hookToken = connector.channel.manifest.receives === 'poll' ? null : makeHookToken()
  if (hookToken) await keepHookToken(ctx.platform, hookToken, { workspaceId: ctx.workspaceId, channelId: id })
  const [row] = await ctx.db
    .insert(channels)
    .values({
      workspaceId: ctx.workspaceId,
      id,
      kind: input.kind,
      name: input.name,
      state: 'working',
      settings,
      secrets: sealSecrets(ctx.platform.vault, { workspaceId: ctx.workspaceId, id }, secrets),
      hookToken,
      createdAt: ctx.now(),
    })
    .returning()
  if (!row) throw new Error('the channel was not written')
  await recordAudit(ctx, {
    action: 'channel.created',
    object: { kind: 'channel', id },
    after: { kind: input.kind, name: input.name, ...settings },
  })
  await lookAfter(ctx, row)
  return changed(ctx, row)
}

/** New values are checked together with the saved ones; a secret that is not sent stays as it is. */
export async function updateChannel(
  ctx: Ctx,
  input: { id: string; name?: string | undefined; values?: Values | undefined },
): Promise<ChannelView> {
  const before = await getChannelRow(ctx, input.id, true)
  const connector = getConnector(before.kind)
  const { settings, secrets } = input.values
    ? checkValues(connector, mergeValues(ctx, before, input.values))
    : { settings: before.settings, secrets: openSecrets(ctx.platform.vault, before) }
  const mended = input.values !== undefined && before.state !== 'paused'
  const row = await write(ctx, before, {
    name: input.name ?? before.name,
    settings,
    secrets: sealSecrets(ctx.platform.vault, before, secrets),
    ...(mended && { state: 'working' as const, problem: null }),
  })
  const secretsChanged =
    input.values !== undefined &&
    Object.keys(splitSecrets(connector.channel.manifest.fields, definedValues(input.values)).secrets).length >
      0
  await recordAudit(ctx, {
    action: 'channel.changed',
    object: { kind: 'channel', id: row.id },
    before: { name: before.name, ...before.settings },
    after: { name: row.name, ...row.settings, ...(secretsChanged && { secrets: 'changed' }) },
  })
  if (input.values) await lookAfter(ctx, row)
  return changed(ctx, row)
}

/** Cards and raw events stay; the address is gone at once, the secrets for good: at once, or when the network's side is undone. */
export async function removeChannel(ctx: Ctx, id: string): Promise<{ ok: true }> {
  const before = await getChannelRow(ctx, id, true)
  if (before.hookToken) await dropHookToken(ctx.platform, before.hookToken)
  const undoes = findConnector(before.kind)?.channel.maintain !== undefined
  const row = await write(ctx, before, {
    removedAt: ctx.now(),
    ...(!undoes && { secrets: null, hookToken: null }),
    state: 'stopped',
    problem: null,
  })
  await recordAudit(ctx, {
    action: 'channel.removed',
    object: { kind: 'channel', id },
    before: { kind: before.kind, name: before.name },
  })
  if (undoes) await askForUpkeep(ctx, id, 'gone')
  await changed(ctx, row)
  return { ok: true }
}

/** What comes meanwhile is stored and read when the channel goes on. */
export async function pauseChannel(ctx: Ctx, id: string): Promise<ChannelView> {
  const before = await getChannelRow(ctx, id, true)
  if (before.state === 'paused') return present(ctx, before)
  const row = await write(ctx, before, { state: 'paused', problem: null })
  await recordAudit(ctx, { action: 'channel.paused', object: { kind: 'channel', id } })
  return changed(ctx, row)
}

/** Call `wakeChannel` after the commit: stored events wait. */
export async function resumeChannel(ctx: Ctx, id: string): Promise<ChannelView> {
  const before = await getChannelRow(ctx, id, true)
  // Pushes were stored all the while: the pause itself is no time of which nothing was kept.
  const wasPushed =
    findConnector(before.kind)?.channel.manifest.receives === 'push' ||
    (openHook(ctx.platform, before) !== null && before.settings['delivery'] !== 'poll')
  const row = await write(ctx, before, {
    state: 'working',
    problem: null,
    ...(before.state === 'paused' && wasPushed && { lastCheckedAt: ctx.now() }),
  })
  await recordAudit(ctx, { action: 'channel.resumed', object: { kind: 'channel', id } })
  await lookAfter(ctx, row)
  return changed(ctx, row)
}

/** The network's side is brought in order by a job. */
async function lookAfter(ctx: Ctx, row: ChannelRow): Promise<void> {
  const channel = findConnector(row.kind)?.channel
  if (channel?.maintain ?? channel?.inspect) await askForUpkeep(ctx, row.id)
}

export function getConnector(kind: string): Connector {
  const connector = findConnector(kind)
  if (!connector) throw invalid(`There is no kind of channel named ${kind}`, { kind: 'unknown' })
  return connector
}

/** Values as the connector's schema wants them; errors per field are short codes or the connector's own words. */
export function checkValues(
  connector: Connector,
  values: Values,
): { settings: Values; secrets: Values; config: unknown } {
  const { fields } = connector.channel.manifest
  const names = new Set(fields.map((field) => field.name))
  const unknown = Object.keys(values).filter((name) => !names.has(name))
  if (unknown.length > 0)
    throw invalid(
      'Some fields are not of this channel',
      Object.fromEntries(unknown.map((name) => [name, 'unknown'])),
    )
  const defined = definedValues(values)
  const missing = fields
    .filter((field) => field.required && !(field.name in defined))
    .map((field) => [field.name, 'required'])
  if (missing.length > 0) throw invalid('Fill in the required fields', Object.fromEntries(missing))
  const parsed = connector.channel.schema.safeParse(defined)
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => [
      String(issue.path[0] ?? ''),
      issue.code === 'custom' ? issue.message : issue.code,
    ])
    throw invalid('Some fields are wrong', Object.fromEntries(problems))
  }
  return { ...splitSecrets(fields, defined), config: parsed.data }
}

/**
 * The form sends no secret it was never given: an absent or empty one means the saved one.
 * Throws INVALID when the saved one would go to another server than it was given for: nobody collects a password by moving the address.
 */
export function mergeValues(ctx: Ctx, row: ChannelRow, values: Values): Values {
  const { settings, secrets } = splitSecrets(getConnector(row.kind).channel.manifest.fields, values)
  const saved = openSecrets(ctx.platform.vault, row)
  const given = definedValues(secrets)
  const missing = Object.keys(saved).filter((name) => !(name in given))
  if (
    missing.length > 0 &&
    Object.keys(settings).some((name) => isMoved(name, row.settings[name], settings[name]))
  ) {
    throw invalid(
      'The server changed: type the password again',
      Object.fromEntries(missing.map((name) => [name, 'The server changed: type it again'])),
    )
  }
  return { ...settings, ...saved, ...given }
}

const placeNames = /host|port|security|url|endpoint/i

function isMoved(name: string, before: ChannelValue | undefined, after: ChannelValue | undefined): boolean {
  return placeNames.test(name) && String(before ?? '') !== String(after ?? '')
}

async function write(
  ctx: Ctx,
  row: ChannelRow,
  set: Partial<typeof channels.$inferInsert>,
): Promise<ChannelRow> {
  const [written] = await ctx.db
    .update(channels)
    .set({ ...set, version: sql`${channels.version} + 1` })
    .where(and(eq(channels.workspaceId, ctx.workspaceId), eq(channels.id, row.id)))
    .returning()
  if (!written) throw new AppError('CONFLICT')
  return written
}

async function changed(ctx: Ctx, row: ChannelRow): Promise<ChannelView> {
  forgetHooks(ctx.platform)
  await ctx.events.emit({ type: 'channel.changed', data: { channelId: row.id } })
  return present(ctx, row)
}

async function present(ctx: Ctx, row: ChannelRow): Promise<ChannelView> {
  const [view] = await presentAll(ctx, [row])
  if (!view) throw new Error('the channel was not shown')
  return view
}

async function presentAll(ctx: Ctx, rows: ChannelRow[]): Promise<ChannelView[]> {
  const ids = rows.map(({ id }) => id)
  const parked = await countParked(ctx, ids)
  const gaps = await listGaps(ctx, ids)
  return rows.map((row) =>
    viewChannel(ctx, row, { parkedCount: parked.get(row.id) ?? 0, gaps: gaps.get(row.id) ?? [] }),
  )
}

async function countParked(ctx: Ctx, ids: string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .select({ channelId: inboundEvents.channelId, parked: count() })
    .from(inboundEvents)
    .where(
      and(
        eq(inboundEvents.workspaceId, ctx.workspaceId),
        inArray(inboundEvents.channelId, ids),
        eq(inboundEvents.state, 'parked'),
      ),
    )
    .groupBy(inboundEvents.channelId)
  return new Map(rows.map((row) => [row.channelId, row.parked]))
}
