import { subscribe } from '../platform/events.ts'
import { markBounced } from './answers.ts'

export const answerSubscriptions = [
  subscribe('letter.bounced', (ctx, { answerId, words }) => markBounced(ctx, answerId, words)),
]
