/** What people do with posts: write, plan, change, take back, and decide what the program cannot know. */
import { postAheadMs, type Post } from '@otklik/contract'
import { findConnector, getChannelRow, type ChannelRow } from '../channels/index.ts'
import { actorBrief } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError, invalid } from '../platform/errors.ts'
import { changePost, findPostRow, lockPost, signPost, tellPost, viewPost } from './post-row.ts'
import { posts, type PostRow } from './posts.table.ts'
import { publishPostJob } from './publish-post.ts'

export interface PostInput {
  id: string
  postId: string
  placeId?: string | undefined
  text: string
  publishAt: string | null
}

/** The client makes the id, so a repeated press is one post. */
export async function createPost(ctx: Ctx, input: PostInput): Promise<Post> {
  const channel = await getChannelRow(ctx, input.id)
  const known = await findPostRow(ctx, input.postId)
  if (known) {
    if (known.channelId !== channel.id)
      throw new AppError('CONFLICT', { message: 'This postId belongs to another channel' })
    return viewPost(known)
  }
  const place = choosePlace(channel, input.placeId)
  refuseLong(channel, input.text)
  const [row] = await ctx.db
    .insert(posts)
    .values({
      workspaceId: ctx.workspaceId,
      id: input.postId,
      channelId: channel.id,
      placeId: place.id,
      placeName: place.name,
      text: input.text,
      ...planOf(ctx, channel, input.publishAt),
      state: 'queued',
      by: actorBrief(ctx.actor),
      createdAt: ctx.now(),
    })
    .returning()
  if (!row) throw new Error('the post was not written')
  await tellPost(ctx, row)
  await signPost(ctx, row, 'post.created', {
    after: { channel: channel.name, text: row.text, publishAt: input.publishAt },
  })
  await enqueue(ctx, row)
  return viewPost(row)
}

/** While it waits here, and after it failed: then it is published again only when somebody says so. */
export async function updatePost(
  ctx: Ctx,
  input: { id: string; text?: string | undefined; publishAt?: string | null | undefined },
): Promise<Post> {
  const row = await lockPost(ctx, input.id)
  if (row.state !== 'queued' && row.state !== 'failed') throw tooLate(row)
  // It may be out: other words under the same name would say what was not published.
  if (row.doubtSince !== null) throw tooLate(row)
  const channel = await getChannelRow(ctx, row.channelId)
  if (input.text !== undefined) refuseLong(channel, input.text)
  const after = await changePost(ctx, row, {
    ...(input.text !== undefined && { text: input.text }),
    ...(input.publishAt !== undefined && planOf(ctx, channel, input.publishAt)),
  })
  await signPost(ctx, row, 'post.changed', {
    before: { text: row.text, publishAt: row.publishAt },
    after: { text: after.text, publishAt: after.publishAt },
  })
  if (after.state === 'queued') await enqueue(ctx, after)
  return viewPost(after)
}

/** Works while it waits here; what the network holds is taken back there. */
export async function cancelPost(ctx: Ctx, id: string): Promise<Post> {
  const row = await lockPost(ctx, id)
  if (row.state === 'cancelled') return viewPost(row)
  if (row.state !== 'queued' || row.doubtSince !== null) throw tooLate(row)
  const after = await changePost(ctx, row, { state: 'cancelled', error: null })
  await signPost(ctx, row, 'post.cancelled', { before: { text: row.text, publishAt: row.publishAt } })
  return viewPost(after)
}

/** A person decides: it came out, or it is published once more. */
export async function resolvePost(
  ctx: Ctx,
  { id, decision }: { id: string; decision: 'published' | 'repeat' },
): Promise<Post> {
  const row = await lockPost(ctx, id)
  const decidable = decision === 'repeat' ? ['failed', 'unknown'] : ['unknown']
  if (!decidable.includes(row.state))
    throw new AppError('CONFLICT', { message: 'Nothing to decide: nobody doubts what became of this post' })
  const after = decision === 'repeat' ? await repeat(ctx, row) : await believe(ctx, row)
  await signPost(ctx, row, 'post.resolved', { before: { state: row.state }, after: { decision } })
  return viewPost(after)
}

async function repeat(ctx: Ctx, row: PostRow): Promise<PostRow> {
  const channel = await getChannelRow(ctx, row.channelId)
  const ahead = row.publishAt !== null && row.publishAt > ctx.now()
  const plan = ahead
    ? planOf(ctx, channel, row.publishAt?.toISOString() ?? null)
    : { heldBy: 'us' as const, sendAfter: ctx.now() }
  const after = await changePost(ctx, row, {
    ...plan,
    state: 'queued',
    error: null,
    attempts: 0,
    sendingAt: null,
    doubtSince: null,
  })
  await enqueue(ctx, after)
  return after
}

function believe(ctx: Ctx, row: PostRow): Promise<PostRow> {
  const waits = row.heldBy === 'network' && row.publishAt !== null && row.publishAt > ctx.now()
  return changePost(ctx, row, {
    state: waits ? 'scheduled' : 'published',
    error: null,
    doubtSince: null,
    sentAt: ctx.now(),
  })
}

async function enqueue(ctx: Ctx, { id, sendAfter }: PostRow): Promise<void> {
  const place = { workspaceId: ctx.workspaceId, postId: id }
  await ctx.jobs.enqueue(publishPostJob, place, sendAfter > ctx.now() ? { startAfter: sendAfter } : {})
}

/**
 * Where the network has a schedule, it holds the post: then it comes out although this program is down.
 * Throws INVALID for a time that has passed.
 */
function planOf(
  ctx: Ctx,
  channel: ChannelRow,
  publishAt: string | null,
): Pick<PostRow, 'publishAt' | 'heldBy' | 'sendAfter'> {
  const now = ctx.now().getTime()
  const soonest = now + ctx.platform.config.undoSeconds * 1000
  if (publishAt === null) return { publishAt: null, heldBy: 'us', sendAfter: new Date(soonest) }
  const at = new Date(publishAt)
  if (at.getTime() <= now) throw invalid('This time has passed: choose a later one', { publishAt: 'past' })
  const schedules = channel.inspection?.works.includes('schedule') === true
  return schedules && at.getTime() - now >= postAheadMs
    ? { publishAt: at, heldBy: 'network', sendAfter: new Date(soonest) }
    : { publishAt: at, heldBy: 'us', sendAfter: new Date(Math.max(at.getTime(), soonest)) }
}

/** Throws in words where the network has not said that the tokens allow it. */
function choosePlace({ inspection }: ChannelRow, placeId: string | undefined): { id: string; name: string } {
  const places = inspection?.publishTo ?? []
  if (places.length === 0)
    throw new AppError('CONFLICT', {
      message: 'This channel cannot publish: its page says what is missing',
    })
  const place =
    placeId === undefined && places.length === 1 ? places[0] : places.find(({ id }) => id === placeId)
  if (!place) throw invalid('Choose where the post is to stand', { placeId: 'unknown' })
  return place
}

function refuseLong({ kind }: ChannelRow, text: string): void {
  const limit = findConnector(kind)?.channel.manifest.posts?.textLimit ?? null
  if (limit !== null && text.length > limit)
    throw invalid(`At most ${limit} characters fit; yours has ${text.length}`, { text: 'too_long' })
}

function tooLate({ state }: PostRow): AppError {
  return new AppError('CONFLICT', {
    message:
      state === 'scheduled'
        ? 'The network holds this post already: change it or take it back there'
        : 'Too late: this post does not wait here any more',
  })
}
