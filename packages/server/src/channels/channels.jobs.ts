import type { AnyJob } from '../platform/jobs.ts'
import { fetchFilesJob, sweepRemoteFilesJob } from './remote-files.ts'
import { historyJob } from './history.ts'
import { lookUpJob } from './look-up.ts'
import { silenceJob } from './silence.ts'
import { sweepJob } from './sweep.ts'
import { upkeepJob, upkeepRoundJob } from './upkeep.ts'
import { drainJob } from './wake.ts'

export const channelJobs: readonly AnyJob[] = [
  drainJob,
  sweepJob,
  historyJob,
  fetchFilesJob,
  sweepRemoteFilesJob,
  lookUpJob,
  silenceJob,
  upkeepJob,
  upkeepRoundJob,
]
