/** Every minute: contacts whose time has come, and those that still wait a day later. */
import { and, asc, eq, isNotNull, lte } from 'drizzle-orm'
import { z } from 'zod'
import type { Ctx } from '../platform/ctx.ts'
import { defineJob } from '../platform/jobs.ts'
import type { Platform } from '../platform/platform.ts'
import { isPlanned } from './planned-contact-list.ts'
import { nextReminder } from './planned-contacts.ts'
import { plannedContacts } from './planned-contacts.table.ts'

export const remindJob = defineJob({
  name: 'planned-contacts.remind',
  payload: z.object({}),
  cron: '* * * * *',
  retries: 0,
  handle: (platform) => remindPlanned(platform),
})

export async function remindPlanned(platform: Platform): Promise<void> {
  const rows = await platform.database.owner
    .selectDistinct({ workspaceId: plannedContacts.workspaceId })
    .from(plannedContacts)
    .where(and(isNotNull(plannedContacts.remindAt), lte(plannedContacts.remindAt, platform.clock.now())))
  for (const { workspaceId } of rows) {
    const scope = { workspaceId, actor: { kind: 'system', name: 'planned-contacts' } } as const
    while (await platform.inWorkspace(scope, remindChunk));
  }
}

const chunk = 200

/** The notice and the time of the next one are one transaction: a worker that dies tells nobody twice. True when there may be more. */
async function remindChunk(ctx: Ctx): Promise<boolean> {
  const now = ctx.now()
  const rows = await ctx.db
    .select()
    .from(plannedContacts)
    .where(
      and(
        eq(plannedContacts.workspaceId, ctx.workspaceId),
        isNotNull(plannedContacts.remindAt),
        lte(plannedContacts.remindAt, now),
      ),
    )
    .orderBy(asc(plannedContacts.remindAt))
    .limit(chunk)
    .for('update', { skipLocked: true })
  for (const row of rows) {
    await ctx.db
      .update(plannedContacts)
      .set({ remindAt: nextReminder(row.dueAt, now) })
      .where(isPlanned(ctx, row.id))
    await ctx.events.emit({
      type: 'planned_contact.due',
      data: {
        plannedContactId: row.id,
        memberId: row.memberId,
        who: row.authorName ?? '',
        what: row.what,
      },
    })
  }
  return rows.length === chunk
}
