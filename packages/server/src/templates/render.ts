/** A template in the words for one person: of a dialog or of a card. */
import type { Attachment } from '@otklik/contract'
import { and, eq } from 'drizzle-orm'
import { contacts } from '../contacts/contacts.table.ts'
import { getVisibleConversation } from '../conversations/index.ts'
import { getInterestRow } from '../interests/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { invalid } from '../platform/errors.ts'
import { products } from '../products/products.table.ts'
import { workspaces } from '../workspaces/workspaces.table.ts'
import { getTemplateRow, viewTemplate, type TemplateRow } from './templates.ts'
import { fillIn, firstNameOf, genitive } from './variables.ts'

export interface Rendered {
  text: string
  attachments: Attachment[]
  missing: string[]
}

export interface Place {
  conversationId?: string | undefined
  interestId?: string | undefined
}

export async function renderTemplate(ctx: Ctx, { id, ...place }: Place & { id: string }): Promise<Rendered> {
  const row = await getTemplateRow(ctx, id)
  const about = await readPlace(ctx, place)
  return { ...(await fillTemplate(ctx, row, about)), attachments: (await viewTemplate(ctx, row)).attachments }
}

export interface About {
  contactId: string | null
  name: string | null
  interestId: string | null
  sourceType: string | null
}

/** The words of the network where there are own ones. */
export async function fillTemplate(
  ctx: Ctx,
  row: TemplateRow,
  about: About,
): Promise<{ text: string; missing: string[] }> {
  const words = row.variants.find(({ sourceType }) => sourceType === about.sourceType)?.text ?? row.text
  return fillWords(ctx, words, about)
}

/** Words with variables that are no template. */
export async function fillWords(
  ctx: Ctx,
  words: string,
  about: About,
): Promise<{ text: string; missing: string[] }> {
  const first = firstNameOf((about.contactId ? await readName(ctx, about.contactId) : null) ?? about.name)
  return fillIn(words, {
    name: first,
    name_genitive: first ? (genitive(first) ?? null) : null,
    product: about.interestId ? await readProduct(ctx, about.interestId) : null,
    operator: ctx.actor.kind === 'member' ? firstNameOf(ctx.actor.name) : null,
    company: await readCompany(ctx),
  })
}

async function readPlace(ctx: Ctx, { conversationId, interestId }: Place): Promise<About> {
  if (conversationId) {
    const row = await getVisibleConversation(ctx, conversationId)
    return {
      contactId: row.contactId,
      name: row.personName,
      interestId: row.interestId,
      sourceType: row.sourceType,
    }
  }
  if (!interestId) throw invalid('Say for which dialog or card', { conversationId: 'required' })
  const card = await getInterestRow(ctx, interestId)
  return {
    contactId: card.contactId,
    name: card.authorName,
    interestId: card.id,
    sourceType: card.sourceType,
  }
}

async function readName(ctx: Ctx, id: string): Promise<string | null> {
  const [row] = await ctx.db
    .select({ name: contacts.name })
    .from(contacts)
    .where(and(eq(contacts.workspaceId, ctx.workspaceId), eq(contacts.id, id)))
  return row?.name ?? null
}

async function readProduct(ctx: Ctx, interestId: string): Promise<string | null> {
  const { productId } = await getInterestRow(ctx, interestId)
  if (!productId) return null
  const [row] = await ctx.db
    .select({ name: products.name })
    .from(products)
    .where(and(eq(products.workspaceId, ctx.workspaceId), eq(products.id, productId)))
  return row?.name ?? null
}

async function readCompany(ctx: Ctx): Promise<string | null> {
  const [row] = await ctx.db
    .select({ name: workspaces.name })
    .from(workspaces)
    .where(eq(workspaces.id, ctx.workspaceId))
  return row?.name ?? null
}
