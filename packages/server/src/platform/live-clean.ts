/** Forgets events for live screens when no screen is answered with them any more. */
import { lt } from 'drizzle-orm'
import { z } from 'zod'
import { defineJob } from './jobs.ts'
import { keepEventsMs } from './live.ts'
import { liveEvents } from './live-events.table.ts'

export const forgetLiveEventsJob = defineJob({
  name: 'live.forget-events',
  payload: z.object({}),
  cron: '17 * * * *',
  handle: async (platform) => {
    const before = new Date(platform.clock.now().getTime() - keepEventsMs)
    await platform.database.owner.delete(liveEvents).where(lt(liveEvents.at, before))
  },
})
