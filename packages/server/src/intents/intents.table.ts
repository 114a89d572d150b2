import type { IntentWeights } from '@otklik/contract'
import { jsonb, pgTable, primaryKey } from 'drizzle-orm/pg-core'
import { at, rowId, workspaceId } from '../platform/db/columns.ts'

/** Weights of a workspace that changed them: at most one row, its id is the workspace's. Without a row the defaults hold. */
export const intentWeights = pgTable(
  'intent_weights',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    weights: jsonb('weights').$type<IntentWeights>().notNull(),
    changedAt: at('changed_at').notNull(),
  },
  (t) => [primaryKey({ name: 'intent_weights_pk', columns: [t.workspaceId, t.id] })],
)
