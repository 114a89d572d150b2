import { and, eq } from 'drizzle-orm'
import { members } from '../members/members.table.ts'
import type { Actor } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import type { MessageRow } from './message-row.ts'

/** Who wrote the message signs what comes of it: the card's tick. */
export async function authorActor(ctx: Ctx, row: MessageRow): Promise<Actor> {
  const system: Actor = { kind: 'system', name: row.author.name }
  if (row.memberId === null) return system
  const [member] = await ctx.db
    .select()
    .from(members)
    .where(and(eq(members.workspaceId, ctx.workspaceId), eq(members.id, row.memberId)))
  return member
    ? { kind: 'member', memberId: member.id, userId: member.userId, role: member.role, name: member.name }
    : system
}
