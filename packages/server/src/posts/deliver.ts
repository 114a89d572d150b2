/** One try to publish: claim it in a transaction, talk to the network outside, write down what came of it. */
import {
  attemptPublish,
  getChannelRow,
  interruptedMs,
  openChannel,
  type OpenChannel,
} from '../channels/index.ts'
import { ChannelError, type OutboundPost, type Words } from '../channels/channel.ts'
import type { Actor } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError, errorMessage } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { changePost, findPostRow } from './post-row.ts'
import type { PostRow } from './posts.table.ts'
import { mayRepeat, settleFailure, settleSent, settleUnknown, type Published } from './settle.ts'

interface Place {
  workspaceId: string
  postId: string
}

type Run = <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>

const publisher: Actor = { kind: 'system', name: 'posts' }

/** Resolves to the time of the next try, or null when there is nothing more to do. */
export async function deliverPost(platform: Platform, place: Place): Promise<Date | null> {
  const run: Run = (work) => platform.inWorkspace({ workspaceId: place.workspaceId, actor: publisher }, work)
  const claimed = await run((ctx) => claim(ctx, place.postId))
  if (claimed.kind === 'nothing') return null
  if (claimed.kind === 'later') return claimed.at
  const { row } = claimed
  const outcome = await tryOnce(platform, run, row)
  if (outcome instanceof ChannelError) return run((ctx) => settleFailure(ctx, row.id, outcome))
  // If this cannot be written, the post stays in `sending` and is judged later: the network has it already.
  await run((ctx) => settleSent(ctx, row.id, outcome))
  return null
}

type Claimed = { kind: 'nothing' } | { kind: 'later'; at: Date } | { kind: 'publish'; row: PostRow }

async function claim(ctx: Ctx, id: string): Promise<Claimed> {
  const row = await findPostRow(ctx, id, true)
  if (!row || (row.state !== 'queued' && row.state !== 'sending')) return { kind: 'nothing' }
  const now = ctx.now()
  const notBefore =
    row.state === 'queued'
      ? row.sendAfter
      : // Another worker may be in the middle of it.
        new Date((row.sendingAt ?? row.createdAt).getTime() + interruptedMs)
  if (notBefore > now) return { kind: 'later', at: notBefore }
  const doubtSince = row.state === 'sending' ? (row.doubtSince ?? row.sendingAt) : row.doubtSince
  if (!(await mayRepeat(ctx, { ...row, doubtSince }))) {
    await settleUnknown(ctx, { ...row, doubtSince }, row.error ?? unknownWords)
    return { kind: 'nothing' }
  }
  const begun = { state: 'sending' as const, sendingAt: now, doubtSince, attempts: row.attempts + 1 }
  return { kind: 'publish', row: await changePost(ctx, row, begun) }
}

async function tryOnce(platform: Platform, run: Run, row: PostRow): Promise<Published | ChannelError> {
  let channel: OpenChannel
  try {
    channel = await run(async (ctx) => openChannel(platform.vault, await getChannelRow(ctx, row.channelId)))
  } catch (error) {
    if (error instanceof ChannelError) return error
    if (error instanceof AppError && error.code === 'NOT_FOUND') return removed
    // Nothing went out yet. Trouble of the database is no failure of the post: the job is tried again.
    await run((ctx) => changePost(ctx, row, { state: 'queued', sendingAt: null }))
    throw error
  }
  const post = toOutbound(row, platform.clock.now())
  try {
    return { ...(await attemptPublish(platform, channel, post)), planned: post.at !== null }
  } catch (error) {
    if (error instanceof ChannelError) return error
    const reason = errorMessage(error)
    const words = { ru: `${unknownWords.ru} (${reason})`, en: `${unknownWords.en} (${reason})` }
    return new ChannelError('unknown_outcome', words, { cause: error })
  }
}

/** A time that has all but come is published at once: no network takes one of the past. */
const soonMs = 60_000

function toOutbound({ id, placeId, text, heldBy, publishAt }: PostRow, now: Date): OutboundPost {
  const planned = heldBy === 'network' && publishAt !== null && publishAt.getTime() - now.getTime() > soonMs
  return { id, placeId, text, at: planned ? publishAt : null }
}

const removed = new ChannelError('not_found', { ru: 'Канал удалён', en: 'The channel was removed' })

const unknownWords: Words = {
  ru: 'Неизвестно, вышел ли пост: связь оборвалась. Посмотрите в сети и решите, публиковать ли ещё раз.',
  en: 'Nobody knows whether the post came out: the connection broke. Look at the network and decide whether to publish it again.',
}
