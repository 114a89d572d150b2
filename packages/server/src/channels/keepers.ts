/**
 * The step of another slice in the transaction that writes the cards of one kind of channel: it keeps what the connector found
 * beside them (a letter's headers), applies rules, and may change the outcome. Listed in `app.ts`, because such a slice stands
 * above channels and channels may not import it.
 */
import type { Ctx } from '../platform/ctx.ts'
import type { RawEvent, CardsOutcome } from './channel.ts'

export interface ReadEvent {
  channel: { id: string; kind: string; name: string }
  raw: RawEvent
  outcome: CardsOutcome
}

/** No network here. */
export type Keeper = (ctx: Ctx, read: ReadEvent) => Promise<CardsOutcome>

const keepers = new Map<string, Keeper>()

export function addKeeper(kind: string, keep: Keeper): void {
  keepers.set(kind, keep)
}

export function findKeeper(kind: string): Keeper | undefined {
  return keepers.get(kind)
}
