import type { Lead } from '@otklik/contract'
import { and, eq, inArray } from 'drizzle-orm'
import { contactPhotoUrl } from '../contacts/index.ts'
import { memberBriefs } from '../members/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { products } from '../products/products.table.ts'
import type { LeadRow } from './leads.table.ts'

/** In the order of the rows; two look-ups for any number of them. */
export async function viewLeads(ctx: Ctx, rows: readonly LeadRow[]): Promise<Lead[]> {
  const members = await memberBriefs(
    ctx,
    rows.flatMap((row) => row.responsibleId ?? []),
  )
  const known = await readProducts(
    ctx,
    rows.flatMap((row) => row.productId ?? []),
  )
  return rows.map((row) => ({
    id: row.id,
    interestId: row.interestId,
    contactId: row.contactId,
    createdAt: row.createdAt.toISOString(),
    by: row.by,
    state: row.state,
    closed:
      row.closedAt && row.closedBy
        ? { at: row.closedAt.toISOString(), by: row.closedBy, reason: row.closedReason }
        : null,
    responsible: members.get(row.responsibleId ?? '') ?? null,
    note: row.note,
    source: { title: row.sourceTitle, url: row.sourceUrl },
    sourceType: row.sourceType,
    activityClass: row.activityClass,
    action: row.action,
    author: viewAuthor(row),
    text: row.text,
    occurredAt: row.occurredAt.toISOString(),
    product: known.get(row.productId ?? '') ?? null,
  }))
}

function viewAuthor({ workspaceId, contactId, authorName, author }: LeadRow): Lead['author'] {
  if (!author) return null
  const { profileUrl, email, phone } = author
  return {
    name: authorName,
    photoUrl: contactPhotoUrl(workspaceId, contactId, author.photoUrl),
    profileUrl,
    email,
    phone,
  }
}

async function readProducts(ctx: Ctx, ids: string[]) {
  if (ids.length === 0) return new Map<string, { id: string; name: string; url: string | null }>()
  const rows = await ctx.db
    .select({ id: products.id, name: products.name, url: products.url })
    .from(products)
    .where(and(eq(products.workspaceId, ctx.workspaceId), inArray(products.id, ids)))
  return new Map(rows.map((row) => [row.id, row]))
}
