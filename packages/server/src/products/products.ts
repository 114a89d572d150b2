/** The catalogue: what people ask about. */
import type { Product, ProductInput } from '@otklik/contract'
import { and, asc, eq, gt, ilike, isNotNull, isNull, or } from 'drizzle-orm'
import { recordAudit } from '../audit/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError, brokenUnique, notFound } from '../platform/errors.ts'
import { decodeCursor, encodeCursor, type Page } from '../platform/page.ts'
import { products } from './products.table.ts'

export type ProductRow = typeof products.$inferSelect

export interface ProductQuery {
  q?: string | undefined
  archived?: boolean | undefined
  cursor?: string | undefined
  limit: number
}

/** Catalogue in alphabetical order; the put-away ones only when asked for. */
export async function listProducts(ctx: Ctx, query: ProductQuery): Promise<Page<Product>> {
  const after = query.cursor ? decodeCursor(query.cursor, 2) : undefined
  const rows = await ctx.db
    .select()
    .from(products)
    .where(
      and(
        eq(products.workspaceId, ctx.workspaceId),
        query.archived ? isNotNull(products.archivedAt) : isNull(products.archivedAt),
        query.q ? ilike(products.name, `%${escapeLike(query.q)}%`) : undefined,
        after
          ? or(
              gt(products.name, after[0] ?? ''),
              and(eq(products.name, after[0] ?? ''), gt(products.id, after[1] ?? '')),
            )
          : undefined,
      ),
    )
    .orderBy(asc(products.name), asc(products.id))
    .limit(query.limit + 1)
  const page = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? page.at(-1) : undefined
  return { items: page.map(viewProduct), nextCursor: last ? encodeCursor([last.name, last.id]) : null }
}

export async function createProduct(ctx: Ctx, input: ProductInput): Promise<Product> {
  const row = {
    workspaceId: ctx.workspaceId,
    id: ctx.newId(),
    ...input,
    createdAt: ctx.now(),
    archivedAt: null,
  }
  await refuseTakenName(() => ctx.db.insert(products).values(row))
  await recordAudit(ctx, {
    action: 'product.created',
    object: { kind: 'product', id: row.id },
    after: { ...input },
  })
  await ctx.events.emit({ type: 'product.changed', data: { productId: row.id } })
  return viewProduct(row)
}

export async function updateProduct(
  ctx: Ctx,
  id: string,
  change: { [K in keyof ProductInput]?: ProductInput[K] | undefined },
): Promise<Product> {
  const before = await getProductRow(ctx, id)
  const set = definedOnly(change)
  if (Object.keys(set).length === 0) return viewProduct(before)
  await refuseTakenName(() => ctx.db.update(products).set(set).where(byId(ctx, id)))
  const after = { ...before, ...set }
  await recordAudit(ctx, {
    action: 'product.updated',
    object: { kind: 'product', id },
    before: pickKeys(before, Object.keys(set)),
    after: pickKeys(after, Object.keys(set)),
  })
  await ctx.events.emit({ type: 'product.changed', data: { productId: id } })
  return viewProduct(after)
}

/** The product stays on its cards; new cards and pickers no longer offer it. */
export async function archiveProduct(ctx: Ctx, id: string): Promise<void> {
  await getProductRow(ctx, id)
  await ctx.db.update(products).set({ archivedAt: ctx.now() }).where(byId(ctx, id))
  await recordAudit(ctx, { action: 'product.archived', object: { kind: 'product', id } })
  await ctx.events.emit({ type: 'product.changed', data: { productId: id } })
}

export async function restoreProduct(ctx: Ctx, id: string): Promise<Product> {
  const row = await getProductRow(ctx, id)
  await refuseTakenName(() => ctx.db.update(products).set({ archivedAt: null }).where(byId(ctx, id)))
  await recordAudit(ctx, { action: 'product.restored', object: { kind: 'product', id } })
  await ctx.events.emit({ type: 'product.changed', data: { productId: id } })
  return viewProduct({ ...row, archivedAt: null })
}

export async function getProductRow(ctx: Ctx, id: string): Promise<ProductRow> {
  const [row] = await ctx.db.select().from(products).where(byId(ctx, id))
  if (!row) throw notFound('There is no such product')
  return row
}

function viewProduct(row: ProductRow): Product {
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    synonyms: row.synonyms,
    urlPatterns: row.urlPatterns,
    archivedAt: row.archivedAt?.toISOString() ?? null,
  }
}

function byId(ctx: Ctx, id: string) {
  return and(eq(products.workspaceId, ctx.workspaceId), eq(products.id, id))
}

async function refuseTakenName(write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (error) {
    if (brokenUnique(error) === 'products_name_key')
      throw new AppError('PRODUCT_NAME_TAKEN', { cause: error })
    throw error
  }
}

function definedOnly<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}

function pickKeys(value: object, keys: string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([key]) => keys.includes(key)))
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`)
}
