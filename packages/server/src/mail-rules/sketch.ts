/** What a letter becomes under a list of rules, without writing anything. */
import type { CardSketch, LetterSketch, RuleActions } from '@otklik/contract'
import type { Inbound } from '../channels/channel.ts'
import { listAssignableMembers } from '../members/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { chooseProduct, listCandidates, type Candidate } from '../products/index.ts'
import { decide, findRule, type ActiveRule } from './decide.ts'
import type { Reading } from './reading.ts'

export interface SketchRoom {
  products: Candidate[]
  /** Names of colleagues who can be given cards now. */
  members: Map<string, string>
}

export async function openSketchRoom(ctx: Ctx): Promise<SketchRoom> {
  const members = await listAssignableMembers(ctx)
  return { products: await listCandidates(ctx), members: new Map(members.map(({ id, name }) => [id, name])) }
}

export function sketchLetter(room: SketchRoom, rules: readonly ActiveRule[], reading: Reading): LetterSketch {
  const rule = findRule(rules, reading)
  const decided = rule ? decide(rule, reading) : reading
  const [inbound] = decided.outcome.kind === 'interests' ? decided.outcome.items : []
  const isCard = decided.kind.outcome === 'interest' && inbound !== undefined
  return {
    outcome: decided.kind.outcome,
    rule: rule?.name ?? null,
    card: isCard ? sketchCard(room, inbound, rule?.actions ?? null) : null,
  }
}

/** Names of what differs between two sketches. */
export function sketchChanges(now: LetterSketch, next: LetterSketch): string[] {
  const outcome = now.outcome === next.outcome ? [] : ['outcome']
  const before = now.card
  const after = next.card
  if (!before || !after) return outcome
  return [...outcome, ...cardFields.filter((field) => before[field] !== after[field])]
}

const cardFields = [
  'sourceType',
  'sourceTitle',
  'activityClass',
  'action',
  'isPublic',
  'level',
  'authorName',
  'authorEmail',
  'authorPhone',
  'text',
  'sourceUrl',
  'productName',
  'memberName',
  'unverified',
] as const satisfies readonly (keyof CardSketch)[]

const textLimit = 600

function sketchCard(room: SketchRoom, inbound: Inbound, actions: RuleActions | null): CardSketch {
  return {
    sourceType: inbound.sourceType,
    sourceTitle: inbound.sourceTitle,
    activityClass: inbound.activityClass,
    action: inbound.action,
    isPublic: inbound.isPublic,
    level:
      actions?.level ?? (inbound.rating !== null && inbound.rating <= 2 ? 'negative' : 'positive_neutral'),
    authorName: inbound.author?.name ?? null,
    authorEmail: inbound.author?.email ?? null,
    authorPhone: inbound.author?.phone ?? null,
    text: inbound.text.slice(0, textLimit),
    sourceUrl: inbound.sourceUrl,
    productName: productOf(room, inbound, actions),
    memberName: actions?.memberId ? (room.members.get(actions.memberId) ?? null) : null,
    unverified: inbound.warnings.includes('sender_unverified'),
  }
}

function productOf({ products }: SketchRoom, inbound: Inbound, actions: RuleActions | null): string | null {
  const named = products.find((product) => product.id === actions?.productId)
  if (named) return named.name
  const match = chooseProduct(products, {
    pageUrl: inbound.sourceUrl,
    hint: inbound.productHint,
    text: inbound.text,
  })
  return products.find((product) => product.id === match?.productId)?.name ?? null
}
