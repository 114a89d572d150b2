/** Browsers of a member that get pushes. */
import type { PushDevice } from '@otklik/contract'
import { and, asc, eq } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import { invalid, notFound } from '../platform/errors.ts'
import { requirePerson } from './notice-settings.ts'
import { pushDevices } from './notices.table.ts'

export type DeviceRow = typeof pushDevices.$inferSelect

/** More than anybody has; an old one goes when a newer comes. */
const most = 20

export async function listDevices(ctx: Ctx): Promise<PushDevice[]> {
  const rows = await ctx.db
    .select()
    .from(pushDevices)
    .where(mine(ctx))
    .orderBy(asc(pushDevices.createdAt), asc(pushDevices.id))
  return rows.map(viewDevice)
}

export interface NewDevice {
  endpoint: string
  keys: { p256dh: string; auth: string }
  name: string
}

/** The same browser again changes its keys, and its owner when somebody else signed in there. */
export async function addDevice(ctx: Ctx, input: NewDevice): Promise<PushDevice> {
  const { memberId } = requirePerson(ctx)
  checkKeys(input.keys)
  if (!/^https?:/.test(input.endpoint))
    throw invalid('This is not an address of a push service', { endpoint: 'url' })
  const { p256dh, auth } = input.keys
  const set = { memberId, p256dh, auth, name: input.name }
  const [row] = await ctx.db
    .insert(pushDevices)
    .values({
      workspaceId: ctx.workspaceId,
      id: ctx.newId(),
      endpoint: input.endpoint,
      createdAt: ctx.now(),
      ...set,
    })
    .onConflictDoUpdate({ target: [pushDevices.workspaceId, pushDevices.endpoint], set })
    .returning()
  if (!row) throw new Error('the subscription was not kept')
  const rows = await ctx.db.select().from(pushDevices).where(mine(ctx)).orderBy(asc(pushDevices.createdAt))
  for (const old of rows.slice(0, Math.max(0, rows.length - most))) await dropDevice(ctx, old.id)
  return viewDevice(row)
}

export async function removeDevice(ctx: Ctx, id: string): Promise<void> {
  await getDevice(ctx, id)
  await dropDevice(ctx, id)
}

/** One's own; another's does not exist. */
export async function getDevice(ctx: Ctx, id: string): Promise<DeviceRow> {
  const [row] = await ctx.db
    .select()
    .from(pushDevices)
    .where(and(mine(ctx), eq(pushDevices.id, id)))
  if (!row) throw notFound('There is no such subscription')
  return row
}

export async function dropDevice(ctx: Ctx, id: string): Promise<void> {
  await ctx.db
    .delete(pushDevices)
    .where(and(eq(pushDevices.workspaceId, ctx.workspaceId), eq(pushDevices.id, id)))
}

/** RFC 8291: an uncompressed point of P-256 and sixteen bytes. */
function checkKeys({ p256dh, auth }: NewDevice['keys']): void {
  const point = Buffer.from(p256dh, 'base64url')
  if (point.length !== 65 || point[0] !== 4)
    throw invalid('The key of the browser is damaged', { p256dh: 'length' })
  if (Buffer.from(auth, 'base64url').length !== 16)
    throw invalid('The key of the browser is damaged', { auth: 'length' })
}

function mine(ctx: Ctx) {
  return and(
    eq(pushDevices.workspaceId, ctx.workspaceId),
    eq(pushDevices.memberId, requirePerson(ctx).memberId),
  )
}

function viewDevice({ id, name, endpoint, createdAt, lastSentAt }: DeviceRow): PushDevice {
  return {
    id,
    name,
    endpoint,
    createdAt: createdAt.toISOString(),
    lastSentAt: lastSentAt?.toISOString() ?? null,
  }
}
