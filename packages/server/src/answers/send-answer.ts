/** The job that sends. `sending` is committed before the network is touched, so after a crash nobody sends blindly again. */
import { z } from 'zod'
import { defineJob } from '../platform/jobs.ts'
import { deliverAnswer } from './deliver.ts'

export const sendAnswerJob = defineJob({
  name: 'answers.send',
  payload: z.object({ workspaceId: z.uuid(), answerId: z.uuid() }),
  concurrency: 4,
  retries: 10,
  handle: async (platform, payload) => {
    const again = await deliverAnswer(platform, payload)
    if (again)
      await platform.jobs.enqueue(platform.database.owner, sendAnswerJob, payload, { startAfter: again })
  },
})
