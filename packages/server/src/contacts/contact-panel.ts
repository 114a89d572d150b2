/** Who is this, did they write before, what was answered (R032, R112 to R114). */
import type { AuthorPanel, Interest } from '@otklik/contract'
import { and, asc, count, desc, eq, inArray, max, min, ne, notInArray } from 'drizzle-orm'
import { answers } from '../answers/answers.table.ts'
import { isOfContact, listInterestRows, viewInterests } from '../interests/index.ts'
import { interests } from '../interests/interests.table.ts'
import { contactPhotoUrl } from './contact-photo.ts'
import type { Ctx } from '../platform/ctx.ts'
import { notFound } from '../platform/errors.ts'
import { contacts, identities } from './contacts.table.ts'
import { listGivenConsents, listLastVisits } from './last-visits.ts'

/** Earlier cards shown. */
const earlierShown = 20

/** The panel beside a card; `exceptInterestId` is the card itself, left out of the earlier ones but not of the count. */
export async function getAuthorPanel(ctx: Ctx, id: string, exceptInterestId?: string): Promise<AuthorPanel> {
  const [contact] = await ctx.db
    .select()
    .from(contacts)
    .where(and(eq(contacts.workspaceId, ctx.workspaceId), eq(contacts.id, id)))
  if (!contact) throw notFound('There is no such person')
  const known = await listIdentities(ctx, id)
  const seen = await readSeen(ctx, id)
  return {
    contactId: id,
    name: contact.name,
    photoUrl: contactPhotoUrl(ctx.workspaceId, contact.id, contact.photoUrl),
    identities: known.map(({ network, externalId, name, profileUrl }) => ({
      network,
      externalId,
      name,
      profileUrl,
    })),
    emails: known.filter((row) => row.network === 'mail').map((row) => row.externalId),
    phones: known.filter((row) => row.network === 'phone').map((row) => row.externalId),
    firstSeenAt: (seen.first ?? contact.createdAt).toISOString(),
    lastSeenAt: (seen.last ?? contact.createdAt).toISOString(),
    interestCount: seen.count,
    earlier: await listEarlier(ctx, id, exceptInterestId),
    visits: await listLastVisits(ctx, known),
    consents: await listGivenConsents(ctx, known),
  }
}

function listIdentities(ctx: Ctx, contactId: string) {
  return ctx.db
    .select()
    .from(identities)
    .where(and(eq(identities.workspaceId, ctx.workspaceId), eq(identities.contactId, contactId)))
    .orderBy(asc(identities.createdAt), asc(identities.id))
}

async function readSeen(
  ctx: Ctx,
  contactId: string,
): Promise<{ count: number; first: Date | null; last: Date | null }> {
  const [row] = await ctx.db
    .select({ count: count(), first: min(interests.occurredAt), last: max(interests.occurredAt) })
    .from(interests)
    .where(and(eq(interests.workspaceId, ctx.workspaceId), isOfContact(ctx, contactId)))
  return row ?? { count: 0, first: null, last: null }
}

async function listEarlier(
  ctx: Ctx,
  contactId: string,
  exceptId: string | undefined,
): Promise<AuthorPanel['earlier']> {
  const keys = await ctx.db
    .select({ id: interests.id })
    .from(interests)
    .where(
      and(
        eq(interests.workspaceId, ctx.workspaceId),
        isOfContact(ctx, contactId),
        exceptId ? ne(interests.id, exceptId) : undefined,
      ),
    )
    .orderBy(desc(interests.occurredAt), desc(interests.id))
    .limit(earlierShown)
  const ids = keys.map((key) => key.id)
  const cards = await viewInterests(ctx, await listInterestRows(ctx, ids))
  const texts = await readAnswerTexts(ctx, ids)
  const byId = new Map(cards.map((card): [string, Interest] => [card.id, card]))
  return ids.flatMap((id) => {
    const interest = byId.get(id)
    return interest ? [{ interest, answerText: texts.get(id) ?? null, proofs: interest.proofs }] : []
  })
}

/** The last answer of each card that went out or is on its way. */
async function readAnswerTexts(ctx: Ctx, interestIds: string[]): Promise<Map<string, string>> {
  if (interestIds.length === 0) return new Map()
  const rows = await ctx.db
    .select({ interestId: answers.interestId, text: answers.text })
    .from(answers)
    .where(
      and(
        eq(answers.workspaceId, ctx.workspaceId),
        inArray(answers.interestId, interestIds),
        notInArray(answers.state, ['cancelled', 'failed']),
      ),
    )
    .orderBy(asc(answers.createdAt))
  return new Map(rows.map((row) => [row.interestId, row.text]))
}
