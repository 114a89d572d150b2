/** Files of cards that still lie at a network. */
import type { RemoteFile } from '@otklik/contract'
import { and, asc, eq, isNull, lte, ne, or } from 'drizzle-orm'
import type { Words } from '../channels/channel.ts'
import { keepFile, type PreparedFile } from '../files/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { notFound } from '../platform/errors.ts'
import { getInterestRow } from './interest-row.ts'
import { interestAttachments, interests, type RemoteFile as Remote } from './interests.table.ts'

const a = interestAttachments

export interface DueFile extends Remote {
  id: string
  interestId: string
  attempts: number
}

export async function listRemoteFiles(ctx: Ctx, interestId: string): Promise<RemoteFile[]> {
  const rows = await ctx.db
    .select({ id: a.id, state: a.state, remote: a.remote, error: a.error })
    .from(a)
    .where(and(eq(a.workspaceId, ctx.workspaceId), eq(a.interestId, interestId), ne(a.state, 'stored')))
    .orderBy(asc(a.id))
  return rows.flatMap(({ id, state, remote, error }) =>
    remote && state !== 'stored'
      ? [{ id, state, error, name: remote.name, mime: remote.mime, size: remote.size }]
      : [],
  )
}

/** What waits to be fetched through a channel. */
export async function listDueFiles(ctx: Ctx, channelId: string, limit: number): Promise<DueFile[]> {
  const rows = await ctx.db
    .select({ id: a.id, interestId: a.interestId, attempts: a.attempts, remote: a.remote })
    .from(a)
    .innerJoin(interests, and(eq(interests.workspaceId, a.workspaceId), eq(interests.id, a.interestId)))
    .where(
      and(
        eq(a.workspaceId, ctx.workspaceId),
        eq(a.state, 'pending'),
        or(isNull(a.nextTryAt), lte(a.nextTryAt, ctx.now())),
        eq(interests.channelId, channelId),
      ),
    )
    .orderBy(asc(a.id))
    .limit(limit)
  return rows.flatMap(({ remote, ...row }) => (remote ? [{ ...remote, ...row }] : []))
}

export async function keepRemoteFile(ctx: Ctx, due: DueFile, prepared: PreparedFile): Promise<void> {
  const file = await keepFile(ctx, prepared)
  await settle(ctx, due, { state: 'stored', fileId: file.id, error: null, nextTryAt: null })
}

/** `nextTryAt` null: given up, in words; a person may ask again. */
export async function failRemoteFile(
  ctx: Ctx,
  due: DueFile,
  { error, nextTryAt }: { error: Words; nextTryAt: Date | null },
): Promise<void> {
  const state = nextTryAt ? 'pending' : 'failed'
  await settle(ctx, due, { state, error, nextTryAt, attempts: due.attempts + 1 })
}

/** Resolves to the channel it is fetched through. */
export async function retryRemoteFile(ctx: Ctx, interestId: string, fileId: string): Promise<string> {
  const { channelId } = await getInterestRow(ctx, interestId)
  const [row] = await ctx.db
    .update(a)
    .set({ state: 'pending', error: null, attempts: 0, nextTryAt: null })
    .where(
      and(
        eq(a.workspaceId, ctx.workspaceId),
        eq(a.id, fileId),
        eq(a.interestId, interestId),
        ne(a.state, 'stored'),
      ),
    )
    .returning({ id: a.id })
  if (!row || channelId === null) throw notFound('There is no such file on this card')
  await tell(ctx, interestId)
  return channelId
}

async function settle(
  ctx: Ctx,
  { id, interestId }: DueFile,
  set: Partial<typeof a.$inferInsert>,
): Promise<void> {
  await ctx.db
    .update(a)
    .set(set)
    .where(and(eq(a.workspaceId, ctx.workspaceId), eq(a.id, id)))
  await tell(ctx, interestId)
}

async function tell(ctx: Ctx, interestId: string): Promise<void> {
  await ctx.events.emit({ type: 'interest.changed', data: { interestId, changed: ['attachments'] } })
}
