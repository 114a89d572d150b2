/** Colleagues as other slices need them. */
import { roleAllows, type MemberBrief } from '@otklik/contract'
import { and, asc, eq, inArray, isNull, lte, or } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import { members, type MemberRow } from './members.table.ts'

/** Colleagues by id; those who lost access are there too, since cards remember them. */
export async function memberBriefs(ctx: Ctx, ids: Iterable<string>): Promise<Map<string, MemberBrief>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await ctx.db
    .select()
    .from(members)
    .where(and(eq(members.workspaceId, ctx.workspaceId), inArray(members.id, wanted)))
  return new Map(rows.map((row) => [row.id, viewBrief(row)]))
}

/** Who may get a card now: works with cards, is here, not on leave, not switched off. In the order they joined. */
export async function listAssignableMembers(ctx: Ctx): Promise<MemberBrief[]> {
  const rows = await ctx.db
    .select()
    .from(members)
    .where(
      and(
        eq(members.workspaceId, ctx.workspaceId),
        isNull(members.disabledAt),
        isNull(members.awayAt),
        or(isNull(members.absentUntil), lte(members.absentUntil, ctx.now())),
      ),
    )
    .orderBy(asc(members.createdAt), asc(members.id))
  return rows.filter((row) => roleAllows(row.role, 'interests.work')).map(viewBrief)
}

export function viewBrief({ id, name, photoUrl, role }: MemberRow): MemberBrief {
  return { id, name, photoUrl, role }
}
