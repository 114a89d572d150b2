/** What cards show of planned contacts: the nearest one of their author. */
import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm'
import { members } from '../members/members.table.ts'
import type { Ctx } from '../platform/ctx.ts'
import { plannedContacts } from './planned-contacts.table.ts'

export interface PlannedBrief {
  id: string
  dueAt: Date
  what: string
  memberName: string
}

/** By contact; by card where the author is no known person. */
export async function findPlanned(
  ctx: Ctx,
  cards: readonly { id: string; contactId: string | null }[],
): Promise<Map<string, PlannedBrief>> {
  const people = [...new Set(cards.flatMap(({ contactId }) => contactId ?? []))]
  const alone = cards.flatMap(({ id, contactId }) => (contactId ? [] : id))
  if (people.length + alone.length === 0) return new Map()
  const p = plannedContacts
  const rows = await ctx.db
    .select({
      id: p.id,
      contactId: p.contactId,
      interestId: p.interestId,
      dueAt: p.dueAt,
      what: p.what,
      memberName: members.name,
    })
    .from(p)
    .innerJoin(members, and(eq(members.workspaceId, p.workspaceId), eq(members.id, p.memberId)))
    .where(
      and(
        eq(p.workspaceId, ctx.workspaceId),
        eq(p.state, 'planned'),
        or(
          people.length > 0 ? inArray(p.contactId, people) : undefined,
          alone.length > 0 ? and(isNull(p.contactId), inArray(p.interestId, alone)) : undefined,
        ),
      ),
    )
    .orderBy(asc(p.dueAt), asc(p.id))
  const found = new Map<string, PlannedBrief>()
  for (const { contactId, interestId, ...brief } of rows) {
    const key = contactId ?? interestId
    if (key && !found.has(key)) found.set(key, brief)
  }
  return found
}
