import type { AnyJob } from '../platform/jobs.ts'
import { historyJob } from './history.ts'
import { sweepJob } from './sweep.ts'
import { drainJob } from './wake.ts'

export const channelJobs: readonly AnyJob[] = [drainJob, sweepJob, historyJob]
