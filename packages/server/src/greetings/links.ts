/** Links with a code of their own: whoever comes by one is counted as sent by it (R072). */
import { randomBytes } from 'node:crypto'
import type { ReferralLink } from '@otklik/contract'
import { and, count, desc, eq, isNull } from 'drizzle-orm'
import { recordAudit } from '../audit/index.ts'
import { channels } from '../channels/channels.table.ts'
import { findConnector, getChannelRow, type ChannelRow } from '../channels/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { invalid, notFound } from '../platform/errors.ts'
import { greetingPeople, referralLinks } from './greetings.table.ts'

type LinkRow = typeof referralLinks.$inferSelect

export async function listLinks(ctx: Ctx): Promise<{ items: ReferralLink[] }> {
  const l = referralLinks
  const rows = await ctx.db
    .select({ link: l, channel: channels })
    .from(l)
    .innerJoin(channels, and(eq(channels.workspaceId, l.workspaceId), eq(channels.id, l.channelId)))
    .where(and(eq(l.workspaceId, ctx.workspaceId), isNull(l.removedAt), isNull(channels.removedAt)))
    .orderBy(desc(l.createdAt), desc(l.id))
    .limit(1000)
  const counts = await ctx.db
    .select({ linkId: greetingPeople.linkId, n: count() })
    .from(greetingPeople)
    .where(eq(greetingPeople.workspaceId, ctx.workspaceId))
    .groupBy(greetingPeople.linkId)
  const people = new Map(counts.map(({ linkId, n }) => [linkId, n]))
  return { items: rows.map(({ link, channel }) => viewLink(link, channel, people.get(link.id) ?? 0)) }
}

export async function createLink(
  ctx: Ctx,
  { channelId, name }: { channelId: string; name: string },
): Promise<ReferralLink> {
  const channel = await getChannelRow(ctx, channelId)
  if (!findConnector(channel.kind)?.channel.startLink)
    throw invalid('This network has no links with a parameter', { channelId: 'no_links' })
  const code = `r${randomBytes(6).toString('hex')}`
  const [row] = await ctx.db
    .insert(referralLinks)
    .values({ workspaceId: ctx.workspaceId, id: ctx.newId(), channelId, name, code, createdAt: ctx.now() })
    .returning()
  if (!row) throw new Error('the link was not written')
  await sign(ctx, 'referral_link.created', row)
  return viewLink(row, channel, 0)
}

export async function removeLink(ctx: Ctx, id: string): Promise<void> {
  const l = referralLinks
  const [row] = await ctx.db
    .update(l)
    .set({ removedAt: ctx.now() })
    .where(and(eq(l.workspaceId, ctx.workspaceId), eq(l.id, id), isNull(l.removedAt)))
    .returning()
  if (!row) throw notFound('There is no such link')
  await sign(ctx, 'referral_link.removed', row)
}

/** A removed one too: what was handed out still works. */
export async function findLinkByCode(
  ctx: Ctx,
  channelId: string,
  code: string | null,
): Promise<LinkRow | undefined> {
  if (code === null) return undefined
  const l = referralLinks
  const [row] = await ctx.db
    .select()
    .from(l)
    .where(and(eq(l.workspaceId, ctx.workspaceId), eq(l.channelId, channelId), eq(l.code, code)))
  return row
}

function viewLink(row: LinkRow, channel: ChannelRow, people: number): ReferralLink {
  const url = channel.inspection?.account.url
  const link = findConnector(channel.kind)?.channel.startLink
  return {
    id: row.id,
    channelId: row.channelId,
    channelName: channel.name,
    name: row.name,
    code: row.code,
    url: url && link ? link({ url }, row.code) : null,
    people,
    createdAt: row.createdAt.toISOString(),
  }
}

async function sign(ctx: Ctx, action: string, { id, channelId, name, code }: LinkRow): Promise<void> {
  await recordAudit(ctx, { action, object: { kind: 'channel', id: channelId }, after: { id, name, code } })
  await ctx.events.emit({ type: 'greeting.changed', data: { channelId } })
}
