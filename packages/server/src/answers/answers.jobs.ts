/** Jobs of the outbox. The sweep finds what a crash left behind. */
import { and, eq, lt, or } from 'drizzle-orm'
import { z } from 'zod'
import { interruptedMs } from '../channels/index.ts'
import { defineJob, type AnyJob } from '../platform/jobs.ts'
import type { Platform } from '../platform/platform.ts'
import { answers } from './answers.table.ts'
import { sendAnswerJob } from './send-answer.ts'

/** A waiting answer whose job should have begun long ago. */
const overdueMs = 2 * 60_000

const sweepAnswersJob = defineJob({
  name: 'answers.sweep',
  payload: z.object({}),
  cron: '* * * * *',
  retries: 0,
  handle: sweepAnswers,
})

export const answerJobs: readonly AnyJob[] = [sendAnswerJob, sweepAnswersJob]

export async function sweepAnswers(platform: Platform): Promise<void> {
  const now = platform.clock.now().getTime()
  const rows = await platform.database.owner
    .select({ workspaceId: answers.workspaceId, answerId: answers.id })
    .from(answers)
    .where(
      or(
        and(eq(answers.state, 'sending'), lt(answers.sendingAt, new Date(now - interruptedMs))),
        and(eq(answers.state, 'queued'), lt(answers.sendAfter, new Date(now - overdueMs))),
      ),
    )
  for (const place of rows) await platform.jobs.enqueue(platform.database.owner, sendAnswerJob, place)
}
