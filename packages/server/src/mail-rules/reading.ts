import type { CardsOutcome } from '../channels/channel.ts'
import type { ReadLetter } from './decide.ts'

/** A letter before rules: `outcome` always holds its interest. */
export type Reading = Omit<ReadLetter, 'outcome'> & {
  outcome: Extract<CardsOutcome, { kind: 'interests' }>
}
