/** The people of a folded card. */
import type { Participant } from '@otklik/contract'
import { and, desc, eq, lt, or } from 'drizzle-orm'
import { contactPhotoUrl } from '../contacts/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { decodeCursor, encodeCursor, type Page } from '../platform/page.ts'
import { interestParticipants } from './interest-people.table.ts'
import { getInterestRow } from './interest-row.ts'

export interface PeopleQuery {
  id: string
  cursor?: string | undefined
  limit: number
}

/** Newest first; those who took their act back stand in the list with the date. */
export async function listPeople(ctx: Ctx, query: PeopleQuery): Promise<Page<Participant>> {
  await getInterestRow(ctx, query.id)
  const p = interestParticipants
  const rows = await ctx.db
    .select({
      id: p.id,
      contactId: p.contactId,
      name: p.name,
      author: p.author,
      action: p.action,
      at: p.at,
      withdrawnAt: p.withdrawnAt,
    })
    .from(p)
    .where(
      and(
        eq(p.workspaceId, ctx.workspaceId),
        eq(p.interestId, query.id),
        query.cursor === undefined ? undefined : before(query.cursor),
      ),
    )
    .orderBy(desc(p.at), desc(p.id))
    .limit(query.limit + 1)
  const shown = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? shown.at(-1) : undefined
  return {
    items: shown.map(({ author, ...row }) => ({
      ...row,
      photoUrl: contactPhotoUrl(ctx.workspaceId, row.contactId, author?.photoUrl ?? null),
      profileUrl: author?.profileUrl ?? null,
      at: row.at.toISOString(),
      withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    })),
    nextCursor: last ? encodeCursor([last.at.toISOString(), last.id]) : null,
  }
}

function before(cursor: string) {
  const p = interestParticipants
  const [at = '', id = ''] = decodeCursor(cursor, 2)
  const date = new Date(at)
  return or(lt(p.at, date), and(eq(p.at, date), lt(p.id, id)))
}
