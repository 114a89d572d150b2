/** Fetching what came before the channel was connected: a job with a progress bar, cancelled from the screen. */
import type { Operation } from '@otklik/contract'
import { z } from 'zod'
import {
  finishOperation,
  getOperationRow,
  isCancelled,
  reportProgress,
  startOperation,
} from '../operations/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { errorMessage, invalid } from '../platform/errors.ts'
import { defineJob } from '../platform/jobs.ts'
import type { Platform } from '../platform/platform.ts'
import { ChannelError } from './channel.ts'
import { getChannelRow, openChannel, type OpenChannel } from './channel-rows.ts'
import { findConnector } from './registry.ts'
import { listenerActor, openSession } from './session.ts'

const Payload = z.object({
  workspaceId: z.uuid(),
  channelId: z.uuid(),
  operationId: z.uuid(),
  days: z.number().int().nullable(),
})
type Payload = z.infer<typeof Payload>

export const historyJob = defineJob({
  name: 'channels.import-history',
  payload: Payload,
  timeout: 24 * 3600,
  retries: 3,
  concurrency: 2,
  handle: (platform, payload, job) => importHistory(platform, payload, job.signal),
})

export async function startHistoryImport(
  ctx: Ctx,
  input: { id: string; days: number | null },
): Promise<Operation> {
  const row = await getChannelRow(ctx, input.id)
  if (!findConnector(row.kind)?.channel.importHistory)
    throw invalid('This channel cannot fetch what came before', { id: 'no_history' })
  const plan = { channelId: row.id, days: input.days }
  const operation = await startOperation(ctx, { kind: 'channel.history', title: row.name, plan })
  await ctx.jobs.enqueue(historyJob, {
    workspaceId: ctx.workspaceId,
    channelId: row.id,
    operationId: operation.id,
    days: input.days,
  })
  return operation
}

/** Events stored before the interruption are known to the ledger, so a second try goes over them quickly. */
async function importHistory(platform: Platform, payload: Payload, jobSignal: AbortSignal): Promise<void> {
  const scope = { workspaceId: payload.workspaceId, actor: listenerActor }
  const run = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => platform.inWorkspace(scope, work)
  const operation = await run((ctx) => getOperationRow(ctx, payload.operationId))
  if (operation.finishedAt) return
  try {
    const channel = await run(async (ctx) =>
      openChannel(platform.vault, await getChannelRow(ctx, payload.channelId)),
    )
    await fetchAll(platform, channel, { ...payload, jobSignal, run })
    // A connector told to stop ends without an error; what it did not reach is fetched at the next try.
    if (jobSignal.aborted) throw new Error('The import was interrupted')
    await run((ctx) => finishOperation(ctx, payload.operationId))
  } catch (error) {
    if (await run((ctx) => isCancelled(ctx, payload.operationId)))
      return run((ctx) => finishOperation(ctx, payload.operationId))
    if (
      jobSignal.aborted ||
      !(error instanceof ChannelError) ||
      error.kind === 'retry' ||
      error.kind === 'unreachable'
    )
      throw error
    await run((ctx) => finishOperation(ctx, payload.operationId, { error: errorMessage(error) }))
  }
}

interface Fetching extends Payload {
  jobSignal: AbortSignal
  run<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>
}

async function fetchAll(
  platform: Platform,
  channel: OpenChannel,
  { operationId, days, jobSignal, run }: Fetching,
): Promise<void> {
  const { importHistory: fetchHistory } = channel.connector.channel
  const stop = new AbortController()
  const signal = AbortSignal.any([jobSignal, stop.signal])
  const counts: Record<string, number> = {}
  const session = openSession(platform, channel, signal)
  await fetchHistory?.call(channel.connector.channel, {
    ...session,
    days,
    progress: async (done, total, outcome = {}) => {
      for (const [name, count] of Object.entries(outcome)) counts[name] = (counts[name] ?? 0) + count
      if (!(await run((ctx) => reportProgress(ctx, operationId, { done, total, outcome: { ...counts } }))))
        stop.abort()
    },
  })
}
