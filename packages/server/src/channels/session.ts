/** What a listening or importing connector holds: its configuration, a cursor in the channel's row, and the ledger. */
import { and, eq } from 'drizzle-orm'
import type { Actor } from '../platform/actor.ts'
import type { Platform } from '../platform/platform.ts'
import type { FetchSession, FoundEvent } from './channel.ts'
import type { OpenChannel } from './channel-rows.ts'
import { channels } from './channels.table.ts'
import { writeChecked } from './health.ts'
import { openHook } from './hook-secret.ts'
import { createIo } from './io.ts'
import { storeEvent } from './ledger.ts'
import { wakeChannel } from './wake.ts'

export const listenerActor: Actor = { kind: 'system', name: 'listener' }

export function openSession(
  platform: Platform,
  channel: OpenChannel,
  signal: AbortSignal,
): FetchSession<unknown> {
  const { workspaceId, id: channelId, kind } = channel.row
  const scope = { workspaceId, actor: listenerActor }
  const mine = and(eq(channels.workspaceId, workspaceId), eq(channels.id, channelId))
  return {
    config: channel.config,
    io: createIo(platform, signal, { connector: kind, channelId }),
    hook: openHook(platform, channel.row),
    cursor: {
      read: async () => {
        const [row] = await platform.inWorkspace(scope, (ctx) =>
          ctx.db.select({ cursor: channels.cursor }).from(channels).where(mine),
        )
        return row?.cursor ?? {}
      },
      save: async (cursor) => {
        await platform.inWorkspace(scope, (ctx) => ctx.db.update(channels).set({ cursor }).where(mine))
      },
    },
    store: async (event) => storeFound(platform, channel, event),
    checked: () => platform.inWorkspace(scope, (ctx) => writeChecked(ctx, channelId)),
  }
}

async function storeFound(
  platform: Platform,
  channel: OpenChannel,
  event: FoundEvent,
): Promise<'stored' | 'known'> {
  const { workspaceId, id: channelId } = channel.row
  const receivedAt = platform.clock.now()
  const { dedupKey, body, contentType, meta, bornAt } = event
  const stored = await storeEvent(platform, workspaceId, {
    channelId,
    dedupKey,
    body,
    contentType,
    meta,
    receivedAt,
  })
  if (stored.known) return 'known'
  await wakeChannel(platform, { workspaceId, channelId })
  if (bornAt) {
    const lagSeconds = Math.max(0, Math.round((receivedAt.getTime() - bornAt.getTime()) / 1000))
    await platform.inWorkspace({ workspaceId, actor: listenerActor }, (ctx) =>
      writeChecked(ctx, channelId, { lagSeconds }),
    )
  }
  return 'stored'
}
