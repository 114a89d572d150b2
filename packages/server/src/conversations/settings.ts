/** How dialogs are shared, when people work, and who takes part in a channel. */
import type { ChannelLine, ConversationSettings } from '@otklik/contract'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { recordAudit } from '../audit/index.ts'
import { getChannelRow } from '../channels/index.ts'
import { members } from '../members/members.table.ts'
import { memberBriefs } from '../members/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { invalid } from '../platform/errors.ts'
import { workspaces } from '../workspaces/workspaces.table.ts'
import { isOpenAt } from './business-hours.ts'
import { offeredObjects } from './person-objects.ts'
import { channelLines, conversationSettings } from './settings.table.ts'

const defaultSettings: ConversationSettings = {
  undoSeconds: 0,
  lastOperatorFirst: true,
  maxOpen: null,
  hours: { week: null, days: [] },
  offHoursReply: null,
  reassignAfterMinutes: null,
  closeAfterHours: 24,
  ratingRequest: null,
}

export async function readSettings(ctx: Ctx): Promise<ConversationSettings> {
  const [row] = await ctx.db
    .select()
    .from(conversationSettings)
    .where(
      and(
        eq(conversationSettings.workspaceId, ctx.workspaceId),
        eq(conversationSettings.id, ctx.workspaceId),
      ),
    )
  if (!row) return defaultSettings
  const { workspaceId: _workspaceId, id: _id, ...settings } = row
  return settings
}

export async function viewSettings(
  ctx: Ctx,
): Promise<ConversationSettings & { open: boolean; timeZone: string }> {
  const settings = await readSettings(ctx)
  const timeZone = await readTimeZone(ctx)
  return { ...settings, timeZone, open: isOpenAt(settings.hours, ctx.now(), timeZone) }
}

type SettingsChange = { [K in keyof ConversationSettings]?: ConversationSettings[K] | undefined }

export async function updateSettings(ctx: Ctx, change: SettingsChange) {
  const before = await readSettings(ctx)
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const after: ConversationSettings = { ...before, ...given }
  await ctx.db
    .insert(conversationSettings)
    .values({ ...after, workspaceId: ctx.workspaceId, id: ctx.workspaceId })
    .onConflictDoUpdate({ target: [conversationSettings.workspaceId, conversationSettings.id], set: after })
  await recordAudit(ctx, {
    action: 'conversation_settings.changed',
    object: { kind: 'workspace', id: ctx.workspaceId },
    before: { ...before },
    after: given,
  })
  await ctx.events.emit({ type: 'conversation.settings_changed', data: { channelId: null } })
  return viewSettings(ctx)
}

export async function readLine(
  ctx: Ctx,
  channelId: string,
): Promise<typeof channelLines.$inferSelect | undefined> {
  const [row] = await ctx.db
    .select()
    .from(channelLines)
    .where(and(eq(channelLines.workspaceId, ctx.workspaceId), eq(channelLines.id, channelId)))
  return row
}

export async function viewLine(ctx: Ctx, channelId: string): Promise<ChannelLine> {
  await getChannelRow(ctx, channelId)
  const row = await readLine(ctx, channelId)
  const people = await memberBriefs(ctx, row?.participantIds ?? [])
  const offered = offeredObjects()
  return {
    channelId,
    participants: (row?.participantIds ?? []).flatMap((id) => people.get(id) ?? []),
    onNewPerson: (row?.onNewPerson ?? []).filter((kind) => offered.includes(kind)),
    offered,
  }
}

export async function updateLine(
  ctx: Ctx,
  {
    id,
    participantIds,
    onNewPerson,
  }: {
    id: string
    participantIds?: string[] | undefined
    onNewPerson?: ChannelLine['onNewPerson'] | undefined
  },
): Promise<ChannelLine> {
  const before = await viewLine(ctx, id)
  if (participantIds) await refuseUnknown(ctx, participantIds)
  const offered = offeredObjects()
  if (onNewPerson?.some((kind) => !offered.includes(kind)))
    throw invalid('There are no such objects in this installation yet', { onNewPerson: 'unknown' })
  const set = {
    ...(participantIds && { participantIds: [...new Set(participantIds)] }),
    ...(onNewPerson && { onNewPerson: [...new Set(onNewPerson)] }),
  }
  await ctx.db
    .insert(channelLines)
    .values({ ...set, workspaceId: ctx.workspaceId, id })
    .onConflictDoUpdate({ target: [channelLines.workspaceId, channelLines.id], set: { id, ...set } })
  const after = await viewLine(ctx, id)
  await recordAudit(ctx, {
    action: 'channel.line_changed',
    object: { kind: 'channel', id },
    before: { participants: before.participants.map(({ name }) => name), onNewPerson: before.onNewPerson },
    after: { participants: after.participants.map(({ name }) => name), onNewPerson: after.onNewPerson },
  })
  await ctx.events.emit({ type: 'conversation.settings_changed', data: { channelId: id } })
  return after
}

export async function readTimeZone(ctx: Ctx): Promise<string> {
  const [row] = await ctx.db
    .select({ timeZone: workspaces.timeZone })
    .from(workspaces)
    .where(eq(workspaces.id, ctx.workspaceId))
  return row?.timeZone ?? 'Europe/Moscow'
}

async function refuseUnknown(ctx: Ctx, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  const rows = await ctx.db
    .select({ id: members.id })
    .from(members)
    .where(
      and(eq(members.workspaceId, ctx.workspaceId), inArray(members.id, ids), isNull(members.disabledAt)),
    )
  if (rows.length !== new Set(ids).size)
    throw invalid('One of these people is not in this workspace', { participantIds: 'unknown' })
}
