import type { ActorBrief, Operation } from '@otklik/contract'
import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { at, rowId, workspaceId } from '../platform/db/columns.ts'

/** Long work with progress. The worker writes `done` as it goes and stops when `cancelledAt` is set. */
export const operations = pgTable(
  'operations',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    kind: text('kind').notNull(),
    title: text('title').notNull(),
    state: text('state').$type<Operation['state']>().notNull(),
    /** What to do, for the worker; where it stopped, for a restart. */
    plan: jsonb('plan').$type<Record<string, unknown>>().notNull(),
    done: integer('done').notNull().default(0),
    total: integer('total'),
    outcome: jsonb('outcome').$type<Record<string, number>>().notNull().default({}),
    error: text('error'),
    by: jsonb('by').$type<ActorBrief>().notNull(),
    startedAt: at('started_at').notNull(),
    cancelledAt: at('cancelled_at'),
    finishedAt: at('finished_at'),
  },
  (t) => [
    primaryKey({ name: 'operations_pk', columns: [t.workspaceId, t.id] }),
    // Serves the list of work under way.
    index('operations_started').on(t.workspaceId, t.startedAt),
  ],
)
