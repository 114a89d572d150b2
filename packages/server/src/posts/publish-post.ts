/** The job that publishes. `sending` is committed before the network is touched, so after a crash nobody publishes blindly again. */
import { z } from 'zod'
import { defineJob } from '../platform/jobs.ts'
import { deliverPost } from './deliver.ts'

export const publishPostJob = defineJob({
  name: 'posts.publish',
  payload: z.object({ workspaceId: z.uuid(), postId: z.uuid() }),
  concurrency: 2,
  retries: 10,
  handle: async (platform, payload) => {
    const again = await deliverPost(platform, payload)
    if (again)
      await platform.jobs.enqueue(platform.database.owner, publishPostJob, payload, { startAfter: again })
  },
})
