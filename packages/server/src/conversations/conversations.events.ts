import { subscribe, type Subscription } from '../platform/events.ts'
import { followBulk, followCard } from './follow-card.ts'

export const conversationSubscriptions: readonly Subscription[] = [
  subscribe('interest.claimed', (ctx, { interestId }) => followCard(ctx, interestId)),
  subscribe('interest.assigned', (ctx, { interestId }) => followCard(ctx, interestId)),
  subscribe('interest.processed', (ctx, { interestId }) => followCard(ctx, interestId)),
  subscribe('interest.reopened', (ctx, { interestId }) => followCard(ctx, interestId)),
  subscribe('interest.changed', async (ctx, { interestId, changed }) => {
    if (changed.includes('level') || changed.includes('proofs')) await followCard(ctx, interestId)
  }),
  subscribe('interests.changed', async (ctx, { bulkId }) => {
    if (bulkId) await followBulk(ctx, bulkId)
  }),
]
