/** Rows of people who came. */
import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import { greetingPeople } from './greetings.table.ts'

export type PersonRow = typeof greetingPeople.$inferSelect
export type PersonPatch = Partial<typeof greetingPeople.$inferInsert>

/** Locked. */
export async function findPerson(
  ctx: Ctx,
  { channelId, chatId }: Pick<PersonRow, 'channelId' | 'chatId'>,
): Promise<PersonRow | undefined> {
  const p = greetingPeople
  const [row] = await ctx.db
    .select()
    .from(p)
    .where(and(eq(p.workspaceId, ctx.workspaceId), eq(p.channelId, channelId), eq(p.chatId, chatId)))
    .for('update')
  return row
}

/** Locked. */
export async function getPerson(ctx: Ctx, id: string): Promise<PersonRow | undefined> {
  const p = greetingPeople
  const [row] = await ctx.db
    .select()
    .from(p)
    .where(and(eq(p.workspaceId, ctx.workspaceId), eq(p.id, id)))
    .for('update')
  return row
}

export async function changePerson(ctx: Ctx, id: string, set: PersonPatch): Promise<PersonRow> {
  const p = greetingPeople
  const [row] = await ctx.db
    .update(p)
    .set(set)
    .where(and(eq(p.workspaceId, ctx.workspaceId), eq(p.id, id)))
    .returning()
  if (!row) throw new Error(`the greeted person ${id} is gone`)
  return row
}

export async function told(ctx: Ctx, { channelId }: Pick<PersonRow, 'channelId'>): Promise<void> {
  await ctx.events.emit({ type: 'greeting.changed', data: { channelId } })
}

export function isOff({ state }: Pick<PersonRow, 'state'>): boolean {
  return state === 'off'
}
