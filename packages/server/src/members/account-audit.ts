/** Sign-ins and changes of an account, written into the log of every workspace the person works in. */
import { and, eq, isNull } from 'drizzle-orm'
import type { AccountEvent } from '../accounts/index.ts'
import { recordAudit } from '../audit/index.ts'
import type { Platform } from '../platform/platform.ts'
import { newId } from '../platform/ids.ts'
import { members } from './members.table.ts'

export async function recordAccountEvent(platform: Platform, event: AccountEvent): Promise<void> {
  const places = await platform.database.owner
    .select()
    .from(members)
    .where(and(eq(members.userId, event.userId), isNull(members.disabledAt)))
  const request = { id: newId(), ip: event.ip, userAgent: event.userAgent }
  for (const place of places) {
    const actor = {
      kind: 'member' as const,
      memberId: place.id,
      userId: place.userId,
      role: place.role,
      name: place.name,
    }
    await platform.inWorkspace({ workspaceId: place.workspaceId, actor, request }, (ctx) =>
      recordAudit(ctx, { action: event.action, object: { kind: 'account', id: event.userId } }),
    )
  }
}
