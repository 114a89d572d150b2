/** What stands around cards: colleagues, products, channels, proofs; read once for a whole page. */
import type { IntentWeights, MemberBrief, ProofBrief } from '@otklik/contract'
import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { channels } from '../channels/channels.table.ts'
import { fileUrl } from '../files/index.ts'
import { readIntentWeights } from '../intents/index.ts'
import { memberBriefs } from '../members/index.ts'
import { findPlanned, type PlannedBrief } from '../planned-contacts/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { products } from '../products/products.table.ts'
import { proofs } from '../proofs/proofs.table.ts'
import type { InterestBriefRow } from './interest-row.ts'

export interface Surroundings {
  members: Map<string, MemberBrief>
  products: Map<string, { id: string; name: string; url: string | null }>
  channels: Map<string, ChannelBrief>
  /** Is a mailbox connected that can send. */
  mailbox: boolean
  proofs: Map<string, ProofBrief[]>
  intentWeights: IntentWeights
  /** By contact, and by card where there is no contact. */
  planned: Map<string, PlannedBrief>
}

type ChannelBrief = Pick<typeof channels.$inferSelect, 'id' | 'name' | 'kind' | 'state' | 'removedAt'>

/** Sent together: one trip to the database, whatever stands around the page. */
export async function loadSurroundings(ctx: Ctx, rows: readonly InterestBriefRow[]): Promise<Surroundings> {
  const [members, productsById, channelRows, intentWeights, planned, proofsByCard] = await Promise.all([
    memberBriefs(
      ctx,
      distinct(
        rows.flatMap((row) => [row.responsibleId, row.processedById, row.handover?.toId, row.handover?.byId]),
      ),
    ),
    readProducts(
      ctx,
      rows.map((row) => row.productId),
    ),
    rows.length > 0 ? readChannels(ctx) : [],
    readIntentWeights(ctx),
    findPlanned(ctx, rows),
    readProofs(
      ctx,
      rows.filter((row) => row.proofCount > 0).map((row) => row.id),
    ),
  ])
  return {
    members,
    products: productsById,
    channels: new Map(channelRows.map((channel) => [channel.id, channel])),
    mailbox: channelRows.some(
      (channel) => channel.kind === 'email' && channel.state !== 'stopped' && channel.removedAt === null,
    ),
    intentWeights,
    planned,
    proofs: proofsByCard,
  }
}

async function readProducts(ctx: Ctx, ids: Ids): Promise<Surroundings['products']> {
  return byId(distinct(ids), (known) =>
    ctx.db
      .select({ id: products.id, name: products.name, url: products.url })
      .from(products)
      .where(among(ctx, products, known)),
  )
}

/** All of them: a workspace has a few, and cards remember those that were removed. */
async function readChannels(ctx: Ctx): Promise<ChannelBrief[]> {
  return ctx.db
    .select({
      id: channels.id,
      name: channels.name,
      kind: channels.kind,
      state: channels.state,
      removedAt: channels.removedAt,
    })
    .from(channels)
    .where(eq(channels.workspaceId, ctx.workspaceId))
}

async function readProofs(ctx: Ctx, interestIds: string[]): Promise<Surroundings['proofs']> {
  if (interestIds.length === 0) return new Map()
  const rows = await ctx.db
    .select()
    .from(proofs)
    .where(
      and(
        eq(proofs.workspaceId, ctx.workspaceId),
        inArray(proofs.interestId, interestIds),
        isNull(proofs.removedAt),
      ),
    )
    .orderBy(asc(proofs.createdAt), asc(proofs.id))
  const found: Surroundings['proofs'] = new Map()
  for (const row of rows) found.set(row.interestId, [...(found.get(row.interestId) ?? []), viewProof(row)])
  return found
}

function viewProof(row: typeof proofs.$inferSelect): ProofBrief {
  const file = row.fileId ? fileUrl(row.workspaceId, row.fileId) : null
  return {
    id: row.id,
    kind: row.kind,
    url: file ?? row.link,
    thumbnailUrl: row.thumbnailFileId ? fileUrl(row.workspaceId, row.thumbnailFileId) : null,
    title: row.title,
    by: row.by,
    at: row.createdAt.toISOString(),
  }
}

type Ids = readonly (string | null | undefined)[]

function distinct(ids: Ids): string[] {
  return [...new Set(ids)].filter((id): id is string => typeof id === 'string')
}

async function byId<T extends { id: string }>(
  ids: string[],
  read: (ids: string[]) => PromiseLike<T[]>,
): Promise<Map<string, T>> {
  if (ids.length === 0) return new Map()
  return new Map((await read(ids)).map((row) => [row.id, row]))
}

function among(ctx: Ctx, table: { workspaceId: PgColumn; id: PgColumn }, ids: string[]) {
  return and(eq(table.workspaceId, ctx.workspaceId), inArray(table.id, ids))
}
