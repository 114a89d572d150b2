/** Letters into the ledger of the shop's mailbox, and from there through the real intake. */
import {
  getChannelRow,
  openChannel,
  readCards,
  storeEvent,
  writeOutcome,
  type EventRow,
  type OpenChannel,
  type CardsOutcome,
} from '../channels/index.ts'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/ids.ts'
import type { Platform } from '../platform/platform.ts'
import type { PlannedLetter } from './plan.ts'

export interface ReadyLetter {
  letter: PlannedLetter
  event: EventRow
  outcome: CardsOutcome
}

export interface Mailroom {
  /** Commits the letter and reads it; many at once share their commits. */
  take(letter: PlannedLetter): Promise<ReadyLetter>
  /** Writes the card; null when the letter makes none. */
  write(ready: ReadyLetter): Promise<string | null>
}

const actor: Actor = { kind: 'system', name: 'intake' }

export async function openMailroom(
  platform: Platform,
  place: { workspaceId: string; channelId: string },
): Promise<Mailroom> {
  const { workspaceId } = place
  const open = await platform.inWorkspace({ workspaceId, actor }, async (ctx): Promise<OpenChannel> =>
    openChannel(platform.vault, await getChannelRow(ctx, place.channelId)),
  )
  return {
    async take(letter) {
      const row = toRow(letter, place)
      await storeEvent(platform, workspaceId, { ...row, body: letter.raw })
      return { letter, event: row, outcome: await readCards(platform, open, row) }
    },
    async write({ event, outcome }) {
      const result = await platform.inWorkspace({ workspaceId, actor }, (ctx) =>
        writeOutcome(ctx, open, event, outcome),
      )
      return result.outcome?.interestIds[0] ?? null
    },
  }
}

function toRow(letter: PlannedLetter, place: { workspaceId: string; channelId: string }): EventRow {
  const waiting = {
    state: 'stored' as const,
    attempts: 0,
    error: null,
    nextTryAt: null,
    outcome: null,
    handledAt: null,
  }
  const meta = { folder: 'INBOX', uid: letter.id, arrivedAt: letter.at.toISOString() }
  return {
    ...waiting,
    ...place,
    id: newId(),
    dedupKey: `INBOX:1:${letter.id}`,
    receivedAt: letter.at,
    contentType: 'message/rfc822',
    meta,
    body: letter.raw,
    size: letter.raw.length,
  }
}
