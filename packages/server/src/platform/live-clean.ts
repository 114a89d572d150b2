/** Events for live screens are kept for a day: long enough for a browser that slept. */
import { lt } from 'drizzle-orm'
import { z } from 'zod'
import { defineJob } from './jobs.ts'
import { liveEvents } from './live-events.table.ts'

const keepMs = 86_400_000

export const forgetLiveEventsJob = defineJob({
  name: 'live.forget-events',
  payload: z.object({}),
  cron: '17 * * * *',
  handle: async (platform) => {
    const before = new Date(platform.clock.now().getTime() - keepMs)
    await platform.database.owner.delete(liveEvents).where(lt(liveEvents.at, before))
  },
})
