/** What came of a try: out, taken by the network's schedule, tried again, failed in words, or unknown until somebody looks. */
import { findConnector, getChannelRow } from '../channels/index.ts'
import type { ChannelError, SendOutcome, Words } from '../channels/channel.ts'
import type { Ctx } from '../platform/ctx.ts'
import { inWorkspaceLanguage } from '../workspaces/index.ts'
import { changePost, lockPost, signPost } from './post-row.ts'
import type { PostRow } from './posts.table.ts'

const maxTries = 12
const longestWaitSeconds = 3600

/** `planned`: the network holds it until its time. */
export type Published = SendOutcome & { planned: boolean }

export async function settleSent(
  ctx: Ctx,
  id: string,
  { externalId, url, planned }: Published,
): Promise<void> {
  const row = await lockPost(ctx, id)
  const state = planned ? ('scheduled' as const) : ('published' as const)
  await changePost(ctx, row, {
    state,
    externalId,
    url,
    error: null,
    sendingAt: null,
    doubtSince: null,
    sentAt: ctx.now(),
  })
  await signPost(ctx, row, planned ? 'post.scheduled' : 'post.published', { after: { externalId, url } })
}

/** A post that may be out is tried again only while the network knows it by its id. */
export async function mayRepeat(ctx: Ctx, { channelId, doubtSince }: PostRow): Promise<boolean> {
  if (doubtSince === null) return true
  const channel = await getChannelRow(ctx, channelId).catch(() => undefined)
  const minutes = channel && findConnector(channel.kind)?.channel.manifest.posts?.knowsRepeatsMinutes
  return typeof minutes === 'number' && ctx.now().getTime() < doubtSince.getTime() + minutes * 60_000
}

/** Resolves to the time of the next try, or null when a person must decide. */
export async function settleFailure(ctx: Ctx, id: string, failure: ChannelError): Promise<Date | null> {
  const row = await lockPost(ctx, id)
  if (row.state !== 'sending') return null
  const inDoubt = failure.kind === 'unknown_outcome'
  const doubted = inDoubt ? { ...row, doubtSince: row.doubtSince ?? row.sendingAt } : row
  const passing = inDoubt || failure.kind === 'retry' || failure.kind === 'unreachable'
  if (passing && row.attempts < maxTries && (await mayRepeat(ctx, doubted)))
    return tryLater(ctx, doubted, failure)
  // An earlier try may have got through: a refusal of a later one says nothing about it.
  if (doubted.doubtSince !== null) return settleUnknown(ctx, doubted, failure.words)
  const error = await inWorkspaceLanguage(ctx, failure.words)
  await changePost(ctx, row, { state: 'failed', error, sendingAt: null })
  await signPost(ctx, row, 'post.failed', { after: { error } })
  return null
}

/** Never published again blindly: a person decides. */
export async function settleUnknown(ctx: Ctx, row: PostRow, words: Words | string): Promise<null> {
  const error = typeof words === 'string' ? words : await inWorkspaceLanguage(ctx, words)
  await changePost(ctx, row, { state: 'unknown', error, sendingAt: null, doubtSince: row.doubtSince })
  await signPost(ctx, row, 'post.unknown', { after: { error } })
  return null
}

async function tryLater(ctx: Ctx, row: PostRow, failure: ChannelError): Promise<Date> {
  const wait = failure.retryAfterSeconds ?? Math.min(15 * 2 ** (row.attempts - 1), longestWaitSeconds)
  const error = await inWorkspaceLanguage(ctx, failure.words)
  const sendAfter = new Date(ctx.now().getTime() + wait * 1000)
  await changePost(ctx, row, {
    state: 'queued',
    error,
    sendAfter,
    sendingAt: null,
    doubtSince: row.doubtSince,
  })
  return sendAfter
}
