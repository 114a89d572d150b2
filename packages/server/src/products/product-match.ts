/**
 * Which product is it about (R024)? In order of certainty: the page it came from, a link in the text, the source's own hint,
 * the product's name or a synonym in the words. The reason is kept with the card.
 */
import type { Reason } from '@otklik/contract'
import { and, eq, isNull } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import { products } from './products.table.ts'

export interface ProductClues {
  /** Page of the form, post or product the event came from. */
  pageUrl: string | null
  /** What the source says the product is: a name or a link. */
  hint: { text: string | null; url: string | null } | null
  text: string
}

export interface ProductMatch {
  productId: string
  reason: Reason
}

export interface Candidate {
  id: string
  name: string
  url: string | null
  synonyms: string[]
  urlPatterns: string[]
}

export async function matchProduct(ctx: Ctx, clues: ProductClues): Promise<ProductMatch | null> {
  const candidates = await listCandidates(ctx)
  return candidates.length === 0 ? null : chooseProduct(candidates, clues)
}

/** Pure part: the first rule that names a product wins; inside a rule the longest word or pattern does. */
export function chooseProduct(candidates: Candidate[], clues: ProductClues): ProductMatch | null {
  return (
    byAddress(candidates, clues.hint?.url ?? null, 'product_by_page') ??
    byAddress(candidates, clues.pageUrl, 'product_by_page') ??
    firstOf(linksOf(clues.text), (url) => byAddress(candidates, url, 'product_by_link')) ??
    byWords(candidates, clues.hint?.text ?? '', 'product_by_hint') ??
    byWords(candidates, clues.text, 'product_by_words')
  )
}

export async function listCandidates(ctx: Ctx): Promise<Candidate[]> {
  return ctx.db
    .select({
      id: products.id,
      name: products.name,
      url: products.url,
      synonyms: products.synonyms,
      urlPatterns: products.urlPatterns,
    })
    .from(products)
    .where(and(eq(products.workspaceId, ctx.workspaceId), isNull(products.archivedAt)))
}

function byAddress(candidates: Candidate[], url: string | null, code: string): ProductMatch | null {
  if (!url) return null
  const address = bareAddress(url)
  const hits = candidates.flatMap((candidate) =>
    [...candidate.urlPatterns, ...(candidate.url ? [candidate.url] : [])]
      .filter((pattern) => matchesPattern(address, bareAddress(pattern)))
      .map((pattern) => ({ candidate, by: bareAddress(pattern) })),
  )
  return longest(hits, code)
}

function byWords(candidates: Candidate[], text: string, code: string): ProductMatch | null {
  if (!text.trim()) return null
  const words = ` ${simplify(text)} `
  const hits = candidates.flatMap((candidate) =>
    [candidate.name, ...candidate.synonyms]
      .filter((word) => simplify(word).length > 1 && words.includes(` ${simplify(word)} `))
      .map((word) => ({ candidate, by: word })),
  )
  return longest(hits, code)
}

function longest(hits: { candidate: Candidate; by: string }[], code: string): ProductMatch | null {
  const best = hits.toSorted((a, b) => b.by.length - a.by.length)[0]
  return best ? { productId: best.candidate.id, reason: { code, params: { by: best.by } } } : null
}

/** `https://www.Shop.ru/coffee/?utm_source=vk#top` -> `shop.ru/coffee`. */
function bareAddress(url: string): string {
  return url
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
}

/** `*` stands for anything; without it the address is the pattern itself or lies below it. */
function matchesPattern(address: string, pattern: string): boolean {
  if (!pattern) return false
  if (!pattern.includes('*')) return address === pattern || address.startsWith(`${pattern}/`)
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`))
  return new RegExp(`^${parts.join('.*')}$`).test(address)
}

function linksOf(text: string): string[] {
  return (text.match(/https?:\/\/[^\s<>"')]+/gi) ?? []).map((link) => link.replace(/[.,;:!?]+$/, ''))
}

/** Lower case, ё as е, anything that is no letter or digit as one space: «Кения АА, 1кг» and «кения аа 1кг» are equal. */
function simplify(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function firstOf<T, R>(items: T[], read: (item: T) => R | null): R | null {
  for (const item of items) {
    const found = read(item)
    if (found) return found
  }
  return null
}
