/** The product catalogue (R023, R024). */
import { z } from 'zod'
import { Reason } from './people.ts'
import { ById, endpoint, Flag, Id, Ok, PageInput, pageOf, Timestamp } from './endpoint.ts'

const tag = 'Products'

export const Product = z.object({
  id: Id,
  name: z.string(),
  url: z.string().nullable(),
  /** Words that mean this product in people's texts. */
  synonyms: z.array(z.string()),
  /** Parts of addresses whose pages are about it: `shop.ru/coffee/*`. */
  urlPatterns: z.array(z.string()),
  archivedAt: Timestamp.nullable(),
})
export type Product = z.infer<typeof Product>

export const ProductInput = z.object({
  name: z.string().trim().min(1).max(200),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable()
    .default(null),
  synonyms: z.array(z.string().trim().min(2).max(100)).max(100).default([]),
  urlPatterns: z.array(z.string().trim().min(3).max(300)).max(100).default([]),
})
export type ProductInput = z.infer<typeof ProductInput>

/** A question to the catalogue as it stands, with one product as it would be after saving. */
export const ProductTrial = z.object({
  url: z.string().max(2000).default(''),
  text: z.string().max(20_000).default(''),
  /** `id` of the product being edited; null for a new one. */
  draft: ProductInput.extend({ id: Id.nullable() }).optional(),
})
export type ProductTrial = z.infer<typeof ProductTrial>

const nameTaken = {
  PRODUCT_NAME_TAKEN: { status: 409, message: 'A product with this name is already in the catalogue' },
}

export const products = {
  list: endpoint('interests.read', { method: 'GET', path: '/products', summary: 'Catalogue', tag })
    .input(PageInput.extend({ q: z.string().max(100).optional(), archived: Flag.optional() }))
    .output(pageOf(Product)),
  create: endpoint('products.manage', { method: 'POST', path: '/products', summary: 'Add a product', tag })
    .errors(nameTaken)
    .input(ProductInput)
    .output(Product),
  update: endpoint('products.manage', {
    method: 'PATCH',
    path: '/products/{id}',
    summary: 'Change a product',
    tag,
  })
    .errors(nameTaken)
    .input(ById.extend(ProductInput.partial().shape))
    .output(Product),
  archive: endpoint('products.manage', {
    method: 'DELETE',
    path: '/products/{id}',
    summary: 'Put a product away',
    tag,
  })
    .input(ById)
    .output(Ok),
  restore: endpoint('products.manage', {
    method: 'POST',
    path: '/products/{id}/restoration',
    summary: 'Bring a product back',
    tag,
  })
    .input(ById)
    .output(Product),
  /** Asks and changes nothing: the editor shows the answer while a person types. */
  tryOut: endpoint('products.manage', {
    method: 'POST',
    path: '/products/trial',
    summary: 'Which product would be recognised',
    tag,
  })
    .input(ProductTrial)
    .output(
      z.object({ match: z.object({ name: z.string(), isDraft: z.boolean(), reason: Reason }).nullable() }),
    ),
}
