/** Cards written before the network told who it was. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { InboundAuthor } from '../channels/channel.ts'
import { identities } from '../contacts/contacts.table.ts'
import type { Ctx } from '../platform/ctx.ts'
import { interestParticipants } from './interest-people.table.ts'
import { interests } from './interests.table.ts'

/** Nameless cards, people of folded cards and the identity get the name. No new version: nobody's edit is trampled on. */
export async function completeNames(
  ctx: Ctx,
  contactId: string,
  { network, externalId, name, photoUrl, profileUrl }: InboundAuthor,
): Promise<void> {
  if (name === null || externalId === null) return
  const i = identities
  await ctx.db
    .update(i)
    .set({ name, profileUrl: sql`coalesce(${i.profileUrl}, ${profileUrl})` })
    .where(and(eq(i.workspaceId, ctx.workspaceId), eq(i.network, network), eq(i.externalId, externalId)))
  const told = JSON.stringify({ photoUrl, profileUrl })
  const p = interestParticipants
  await ctx.db
    .update(p)
    .set({ name, author: sql`${p.author} || ${told}::jsonb` })
    .where(and(eq(p.workspaceId, ctx.workspaceId), eq(p.contactId, contactId), isNull(p.name)))
  const named = await ctx.db
    .update(interests)
    .set({ authorName: name, author: sql`${interests.author} || ${told}::jsonb` })
    .where(
      and(
        eq(interests.workspaceId, ctx.workspaceId),
        eq(interests.contactId, contactId),
        isNull(interests.authorName),
      ),
    )
    .returning({ id: interests.id })
  if (named.length > 0) await ctx.events.emit({ type: 'interests.changed', data: { count: named.length } })
}
