/** Filters and tabs of the feed as SQL. Search by words stands apart, in interests.search.ts. */
import { activityClasses, type FeedTab, type IntentWeights, type InterestFilter } from '@otklik/contract'
import { and, eq, gt, gte, inArray, isNotNull, isNull, lt, notInArray, or, sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { readIntentWeights } from '../intents/index.ts'
import { actingMemberId } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { levelRank } from './interest-change.ts'
import { interestParticipants } from './interest-people.table.ts'
import { interests } from './interests.table.ts'

/** First level of the working feed: junk and irrelevant lie below (R102). */
const workingRank = 2
const conflictRank = 3

/** Everything of the filter but the words. */
export async function filterConditions(ctx: Ctx, filter: InterestFilter): Promise<SQL[]> {
  return [
    eq(interests.workspaceId, ctx.workspaceId),
    ...tabConditions(ctx, filter),
    ...placeConditions(ctx, filter),
    ...stateConditions(ctx, filter),
    filter.intentFrom === undefined
      ? undefined
      : intentCondition(await readIntentWeights(ctx), filter.intentFrom),
    filter.from && gte(interests.occurredAt, new Date(filter.from)),
    filter.to && lt(interests.occurredAt, new Date(filter.to)),
  ].filter((condition): condition is SQL => Boolean(condition))
}

/** Is anything but the tab asked for: then the counters do not know the number. */
export function isNarrowed(filter: InterestFilter): boolean {
  return Object.entries(filter).some(
    ([name, value]) => name !== 'tab' && value !== undefined && !(Array.isArray(value) && value.length === 0),
  )
}

/**
 * `all` leaves junk and irrelevant out unless levels are named; without a tab nothing is left out.
 * `auto` is where what left the working tabs is found. The counters sum by the same conditions.
 */
function tabConditions(ctx: Ctx, { tab, level }: InterestFilter): (SQL | undefined)[] {
  if (!tab) return []
  // A lead is worked on after its card is answered, too.
  if (tab === 'leads') return [eq(interests.leadState, 'open')]
  if (tab === 'auto') return [lt(interests.levelRank, workingRank)]
  if (tab === 'all') return level && level.length > 0 ? [] : [gte(interests.levelRank, workingRank)]
  return [
    isNull(interests.processedAt),
    gte(interests.levelRank, tab === 'conflicts' ? conflictRank : workingRank),
    openTab(ctx, tab),
  ]
}

function openTab(ctx: Ctx, tab: FeedTab): SQL | undefined {
  if (tab === 'mine') return isResponsible([actingMemberId(ctx.actor) ?? 'nobody'])
  if (tab === 'unassigned') return isNull(interests.responsibleId)
  if (tab === 'public') return eq(interests.isPublic, true)
  if (tab === 'handed_over') return isNotNull(interests.handover)
  return undefined
}

function placeConditions(ctx: Ctx, filter: InterestFilter): (SQL | undefined)[] {
  return [
    oneOf(interests.sourceType, filter.sourceType),
    oneOf(interests.activityClass, filter.activityClass),
    oneOf(interests.action, filter.action),
    oneOf(interests.channelId, filter.channelId),
    filter.contactId ? isOfContact(ctx, filter.contactId) : undefined,
    filter.caseId ? eq(interests.caseId, filter.caseId) : undefined,
    oneOf(interests.leadState, filter.lead),
    oneOrNone(interests.productId, filter.productId),
  ]
}

/** Their own cards, and cards of many they stand on. An array, so that both halves are found by their indexes. */
export function isOfContact(ctx: Ctx, contactId: string): SQL | undefined {
  const p = interestParticipants
  return or(
    eq(interests.contactId, contactId),
    sql`${interests.id} = any(array(select ${p.interestId} from ${p} where ${p.workspaceId} = ${ctx.workspaceId} and ${p.contactId} = ${contactId} and ${p.withdrawnAt} is null))`,
  )
}

function stateConditions(ctx: Ctx, filter: InterestFilter): (SQL | undefined)[] {
  const me = actingMemberId(ctx.actor) ?? 'nobody'
  return [
    // By rank: that is what the indexes hold.
    oneOf(interests.levelRank, filter.level?.map(levelRank)),
    filter.responsibleId && filter.responsibleId.length > 0
      ? isResponsible(filter.responsibleId.map((id) => (id === 'me' ? me : id)))
      : undefined,
    filter.processed === undefined
      ? undefined
      : filter.processed
        ? isNotNull(interests.processedAt)
        : isNull(interests.processedAt),
    filter.hasProof === undefined
      ? undefined
      : filter.hasProof
        ? gt(interests.proofCount, 0)
        : eq(interests.proofCount, 0),
    filter.isPublic === undefined ? undefined : eq(interests.isPublic, filter.isPublic),
  ]
}

/** `nobody`: the caller is a key and has no cards of its own. */
function isResponsible(ids: string[]): SQL | undefined {
  return (
    oneOrNone(
      interests.responsibleId,
      ids.filter((id) => id !== 'nobody'),
    ) ?? sql`false`
  )
}

function oneOrNone(column: PgColumn, values: string[] | undefined): SQL | undefined {
  if (!values || values.length === 0) return undefined
  const ids = values.filter((value) => value !== 'none')
  return or(
    ids.length > 0 ? oneOf(column, ids) : undefined,
    values.includes('none') ? isNull(column) : undefined,
  )
}

/** Spelt out by class and action, so that the planner knows how rare it is and which index has it. */
function intentCondition({ classes, actions }: IntentWeights, from: number): SQL {
  const weights = Object.entries(actions)
  const near = weights.filter(([, weight]) => weight >= from).map(([action]) => action)
  const far = weights.filter(([, weight]) => weight < from).map(([action]) => action)
  const parts = activityClasses.map((activityClass) => {
    const ofClass = eq(interests.activityClass, activityClass)
    if (classes[activityClass] >= from)
      return far.length > 0 ? and(ofClass, notInArray(interests.action, far)) : ofClass
    return near.length > 0 ? and(ofClass, inArray(interests.action, near)) : undefined
  })
  return or(...parts) ?? sql`false`
}

/** One value is an equality: the planner walks an index by date only then. */
function oneOf(column: PgColumn, values: readonly (string | number)[] | undefined): SQL | undefined {
  if (!values || values.length === 0) return undefined
  return values.length === 1 ? eq(column, values[0]) : inArray(column, [...values])
}
