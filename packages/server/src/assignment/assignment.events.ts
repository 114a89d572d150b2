import { subscribe } from '../platform/events.ts'
import { assignNewInterest } from './assign-new.ts'

export const assignmentSubscriptions = [
  subscribe('interest.created', (ctx, { interestId }) => assignNewInterest(ctx, interestId)),
]
