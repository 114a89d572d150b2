/**
 * Events inside one transaction: reactions of other slices run at once in the same transaction,
 * live screens hear of it only when it is committed.
 */
import type { DomainEvent, EventPayload, EventType } from '@otklik/contract'
import { sql } from 'drizzle-orm'
import { index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { Ctx } from './ctx.ts'
import { at, rowId, workspaceId } from './db/columns.ts'
import type { Db } from './db/client.ts'

/** Kept for a day, so that a browser that lost its connection hears what it missed. */
export const liveEvents = pgTable(
  'live_events',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    at: at('at').notNull(),
    type: text('type').notNull(),
    data: jsonb('data').notNull(),
  },
  (t) => [
    primaryKey({ name: 'live_events_pk', columns: [t.workspaceId, t.id] }),
    // Serves the nightly clean-up.
    index('live_events_at').on(t.workspaceId, t.at),
  ],
)

export const liveChannel = 'otklik_live'

export interface Subscription {
  type: EventType
  react(ctx: Ctx, data: unknown): Promise<void>
}

/** Declares a reaction of a slice. It runs inside the emitting transaction: no network there, enqueue a job instead. */
export function subscribe<T extends EventType>(
  type: T,
  react: (ctx: Ctx, data: EventPayload<T>) => Promise<void>,
): Subscription {
  return { type, react: (ctx, data) => react(ctx, data as EventPayload<T>) }
}

export interface Events {
  emit(event: DomainEvent): Promise<void>
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
  await ctx.db.insert(liveEvents).values(
    events.map(({ id, event }) => ({ workspaceId: ctx.workspaceId, id, at: now, type: event.type, data: event.data })),
  )
  await notifyAll(ctx.db, events.map(({ id, event }) => JSON.stringify({ w: ctx.workspaceId, id, at: now.toISOString(), ...event })))
}

/** A statement of its own: inside a query that reads a distributed table a notice would be lost. */
async function notifyAll(db: Db, payloads: string[]): Promise<void> {
  const notices = payloads.map((payload) => sql`pg_notify(${liveChannel}, ${payload})`)
  await db.execute(sql`select ${sql.join(notices, sql`, `)}`)
}
