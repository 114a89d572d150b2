/** Lets a person in at the network, as the button of the card does. */
import { actOnInterest } from '../channels/index.ts'
import { ChannelError } from '../channels/channel.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { changePerson, getPerson, told } from './person-row.ts'

export interface PersonPlace {
  workspaceId: string
  personId: string
}

/** Repeatable: whoever is in is in. Trouble that may pass is thrown, so that the job tries again. */
export async function approvePerson(
  platform: Platform,
  { workspaceId, personId }: PersonPlace,
): Promise<void> {
  const run = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> =>
    platform.inWorkspace({ workspaceId, actor: { kind: 'system', name: 'greeting' } }, work)
  const row = await run((ctx) => getPerson(ctx, personId))
  if (!row?.interestId || row.approvedAt) return
  const write = (set: { approvedAt?: Date; approveError: string | null }) =>
    run(async (ctx) => told(ctx, await changePerson(ctx, personId, set)))
  try {
    await actOnInterest(platform, run, { id: row.interestId, kind: 'approve' })
    await write({ approvedAt: platform.clock.now(), approveError: null })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    // A colleague was quicker, or the network has not said that it can.
    if (error.code === 'CONFLICT' || error.code === 'NOT_FOUND') return
    await write({ approveError: error.message })
    if (error.cause instanceof ChannelError && ['retry', 'unreachable'].includes(error.cause.kind))
      throw error
  }
}
