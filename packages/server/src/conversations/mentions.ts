/** Colleagues named in a note by `@` or chosen from the list. */
import { and, eq, isNull } from 'drizzle-orm'
import { members } from '../members/members.table.ts'
import { findMentioned as findNames } from '../notices/index.ts'
import type { Ctx } from '../platform/ctx.ts'

export async function findMentioned(ctx: Ctx, text: string, chosen: readonly string[]): Promise<string[]> {
  if (!text.includes('@') && chosen.length === 0) return []
  const people = await ctx.db
    .select({ id: members.id, name: members.name })
    .from(members)
    .where(and(eq(members.workspaceId, ctx.workspaceId), isNull(members.disabledAt)))
  const here = new Set(people.map(({ id }) => id))
  return [...new Set([...chosen.filter((id) => here.has(id)), ...findNames(text, people)])]
}
