/** A firm of one person with one channel, for measurements that fill it themselves. */
import { newId } from '../../packages/server/src/platform/ids.ts'
import type { Program } from '../../packages/server/src/start.ts'
import { insertWorkspace } from '../../packages/server/src/workspaces/found-workspace.ts'

export interface Firm {
  workspaceId: string
  userId: string
  memberId: string
  channelId: string
}

export async function foundFirm({ platform }: Program, name: string, kind: string): Promise<Firm> {
  const { pool } = platform.database
  const userId = newId()
  await pool.query(
    'insert into users (id, name, email, email_verified, created_at, updated_at) values ($1, $2, $3, true, now(), now())',
    [userId, 'Анна Ким', `${userId}@bench.test`],
  )
  const { workspaceId, memberId } = await platform.database.asOwner((db) =>
    insertWorkspace(
      { platform, db, request: null },
      { id: userId, name: 'Анна Ким' },
      { name, timeZone: 'Europe/Moscow', locale: 'ru', goals: [] },
    ),
  )
  const channelId = newId()
  await pool.query(
    `insert into channels (workspace_id, id, kind, name, state, settings, created_at) values ($1, $2, $3, $4, 'paused', '{}', now())`,
    [workspaceId, channelId, kind, 'Бот «Полдень»'],
  )
  return { workspaceId, userId, memberId, channelId }
}
