/** «Which product would the program recognise?»: the answer for an editor, with a product that is not saved yet. */
import type { ProductTrial, Reason } from '@otklik/contract'
import type { Ctx } from '../platform/ctx.ts'
import { chooseProduct, listCandidates } from './product-match.ts'

const newDraft = 'draft'

export interface TrialMatch {
  name: string
  isDraft: boolean
  reason: Reason
}

export async function tryProducts(
  ctx: Ctx,
  { url, text, draft }: ProductTrial,
): Promise<{ match: TrialMatch | null }> {
  const saved = await listCandidates(ctx)
  const draftId = draft?.id ?? newDraft
  const candidates = draft
    ? [...saved.filter((candidate) => candidate.id !== draftId), { ...draft, id: draftId }]
    : saved
  const found = chooseProduct(candidates, { pageUrl: url.trim() || null, hint: null, text })
  const product = candidates.find((candidate) => candidate.id === found?.productId)
  if (!found || !product) return { match: null }
  return {
    match: {
      name: product.name,
      isDraft: draft !== undefined && product.id === draftId,
      reason: found.reason,
    },
  }
}
