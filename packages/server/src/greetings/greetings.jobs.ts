/** Jobs of greetings: a turn of an account, letting one person in, and the sweep after a crash. */
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Ctx } from '../platform/ctx.ts'
import { defineJob, type AnyJob } from '../platform/jobs.ts'
import type { Platform } from '../platform/platform.ts'
import { approvePerson } from './approve.ts'
import { greetInTurn } from './greet.ts'
import { greetingPeople } from './greetings.table.ts'

const greetJob = defineJob({
  name: 'greetings.greet',
  payload: z.object({ workspaceId: z.uuid(), channelId: z.uuid() }),
  retries: 5,
  onePerKey: true,
  handle: async (platform, place) => {
    const again = await greetInTurn(platform, place, (ctx, { id }) => callApproval(ctx, id))
    // What is further off is found by the sweep: a job that waits for tomorrow would hold up the account all day.
    if (again && again.getTime() - platform.clock.now().getTime() < sweepMs)
      await platform.jobs.enqueue(platform.database.owner, greetJob, place, {
        startAfter: again,
        singletonKey: place.channelId,
      })
  },
})

const sweepMs = 60_000

const approveJob = defineJob({
  name: 'greetings.approve',
  payload: z.object({ workspaceId: z.uuid(), personId: z.uuid() }),
  retries: 8,
  handle: approvePerson,
})

const sweepGreetingsJob = defineJob({
  name: 'greetings.sweep',
  payload: z.object({}),
  cron: '* * * * *',
  retries: 0,
  handle: (platform) => sweepGreetings(platform),
})

export const greetingJobs: readonly AnyJob[] = [greetJob, approveJob, sweepGreetingsJob]

export async function callGreeter(ctx: Ctx, channelId: string): Promise<void> {
  await ctx.jobs.enqueue(greetJob, { workspaceId: ctx.workspaceId, channelId }, { singletonKey: channelId })
}

export async function callApproval(ctx: Ctx, personId: string): Promise<void> {
  await ctx.jobs.enqueue(approveJob, { workspaceId: ctx.workspaceId, personId })
}

/** Finds what a crash or a stopped channel left behind. */
export async function sweepGreetings(platform: Platform): Promise<void> {
  const p = greetingPeople
  const places = await platform.database.owner
    .selectDistinct({ workspaceId: p.workspaceId, channelId: p.channelId })
    .from(p)
    .where(eq(p.state, 'waiting'))
  for (const place of places)
    await platform.jobs.enqueue(platform.database.owner, greetJob, place, { singletonKey: place.channelId })
}
