/**
 * Who takes a signal that is no new card: dialogs take messages, and so on. Listed in `app.ts`, because such a slice stands above
 * channels and channels may not import it.
 */
import type { InboundFiles } from '../interests/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import type { Signal } from './channel.ts'

export interface TakenFrom {
  channel: { id: string; kind: string; name: string }
  /** Raw event it was read from. */
  eventId: string
  /** Files that came along with their bytes, put into the store before this transaction. */
  files?: InboundFiles
}

/** In the transaction that marks the event read: no network here. Repeatable: the same signal again changes nothing. */
export type Taker<S extends Signal = Signal> = (ctx: Ctx, from: TakenFrom, signal: S) => Promise<Taken>

/** Cards the signal made or touched, for the channel page. */
export interface Taken {
  interestIds: string[]
  created: boolean
}

type Kind = Exclude<Signal['kind'], 'interest'>

const takers = new Map<string, Taker>()

/** `of`: which kind of thing an edit or a removal is about. */
export function addTaker<K extends Kind>(
  kind: K,
  take: Taker<Extract<Signal, { kind: K }>>,
  of: 'interest' | 'message' | 'any' = 'any',
): void {
  // The map hands a taker only signals of the kind it was added for.
  takers.set(`${kind}:${of}`, take as Taker)
}

export function findTaker(signal: Signal): Taker | undefined {
  const of = 'of' in signal ? signal.of.kind : 'any'
  return takers.get(`${signal.kind}:${of}`)
}
