/**
 * Events inside one transaction: reactions of other slices run at once in the same transaction,
 * live screens hear of it only when it is committed.
 */
import { ephemeralEvents, type DomainEvent, type EventPayload, type EventType } from '@otklik/contract'
import { sql } from 'drizzle-orm'
import type { Ctx, Events, Subscription } from './ctx.ts'
import type { Db } from './db/client.ts'
import { liveChannel, liveEvents } from './live-events.table.ts'

export type { Events, Subscription } from './ctx.ts'

/** Declares a reaction of a slice. It runs inside the emitting transaction: no network there, enqueue a job instead. */
export function subscribe<T extends EventType>(
  type: T,
  react: (ctx: Ctx, data: EventPayload<T>) => Promise<void>,
): Subscription {
  return { type, react: (ctx, data) => react(ctx, data as EventPayload<T>) }
}

export interface EventQueue extends Events {
  /** Writes what was emitted; the last thing before commit. */
  flush(): Promise<void>
}

interface Pending {
  id: string
  event: DomainEvent
}

export function createEventQueue(ctx: () => Ctx, subscriptions: readonly Subscription[]): EventQueue {
  const pending: Pending[] = []
  return {
    async emit(event) {
      const current = ctx()
      pending.push({ id: current.newId(), event })
      for (const subscription of subscriptions) {
        if (subscription.type === event.type) await subscription.react(current, event.data)
      }
    },
    async flush() {
      if (pending.length > 0) await writeEvents(ctx(), pending.splice(0))
    },
  }
}

async function writeEvents(ctx: Ctx, events: Pending[]): Promise<void> {
  const now = ctx.now()
  const kept = events.filter(({ event }) => !ephemeralEvents.has(event.type))
  if (kept.length > 0) {
    await ctx.db.insert(liveEvents).values(
      kept.map(({ id, event }) => ({
        workspaceId: ctx.workspaceId,
        id,
        at: now,
        type: event.type,
        data: event.data,
      })),
    )
  }
  await notifyAll(
    ctx.db,
    events.map(({ id, event }) =>
      JSON.stringify({ w: ctx.workspaceId, id, at: now.toISOString(), ...event }),
    ),
  )
}

/** A statement of its own: inside a query that reads a distributed table a notice would be lost. */
async function notifyAll(db: Db, payloads: string[]): Promise<void> {
  const notices = payloads.map((payload) => sql`pg_notify(${liveChannel}, ${payload})`)
  await db.execute(sql`select ${sql.join(notices, sql`, `)}`)
}
