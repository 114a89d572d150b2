/** A workspace with its first owner. */
import { recordAudit } from '../audit/index.ts'
import { members } from '../members/members.table.ts'
import type { RequestInfo } from '../platform/ctx.ts'
import type { Db } from '../platform/db/client.ts'
import { newId } from '../platform/ids.ts'
import type { Platform } from '../platform/platform.ts'
import { workspaces } from './workspaces.table.ts'

export interface WorkspaceValues {
  name: string
  timeZone: string
  locale: 'ru' | 'en'
  goals: string[]
}

interface Place {
  platform: Platform
  /** A transaction of the owner: the workspace does not exist yet, so none can be entered. */
  db: Db
  request: RequestInfo | null
}

/** Inserts the workspace and makes the person its owner. */
export async function insertWorkspace(
  place: Place,
  user: { id: string; name: string },
  values: WorkspaceValues,
) {
  const { platform, db, request } = place
  const workspaceId = newId()
  const memberId = newId()
  const now = platform.clock.now()
  await db.insert(workspaces).values({ id: workspaceId, ...values, createdAt: now })
  await db
    .insert(members)
    .values({ workspaceId, id: memberId, userId: user.id, name: user.name, role: 'owner', createdAt: now })
  const actor = {
    kind: 'member' as const,
    memberId,
    userId: user.id,
    role: 'owner' as const,
    name: user.name,
  }
  await recordAudit(
    { db, workspaceId, actor, now: () => now, newId, request },
    { action: 'workspace.created', object: { kind: 'workspace', id: workspaceId }, after: { ...values } },
  )
  return { workspaceId, userId: user.id, memberId }
}
