/** Weights of intent of a workspace (R007): what they are, what they change, back to those the program came with. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { ActionType, ActivityClass } from './vocabulary.ts'

const tag = 'Intents'

const weight = z.number().int().min(0).max(100)

export const IntentWeightsInput = z.object({
  classes: z.record(ActivityClass, weight),
  actions: z
    .record(ActionType, weight)
    .refine((actions) => Object.keys(actions).length <= 100, 'at most 100 actions'),
})

export const IntentSettings = z.object({
  weights: IntentWeightsInput,
  /** Nobody has changed them. */
  isDefault: z.boolean(),
  /** What waits now, by class and action: the order of «closest to purchase» is seen on it before weights are saved. */
  waiting: z.array(z.object({ activityClass: ActivityClass, action: z.string(), count: z.number().int() })),
})
export type IntentSettings = z.infer<typeof IntentSettings>

export const intents = {
  get: endpoint('interests.read', {
    method: 'GET',
    path: '/intents',
    summary: 'Weights of intent and what waits by class and action',
    tag,
  }).output(IntentSettings),
  update: endpoint('rules.manage', {
    method: 'PUT',
    path: '/intents',
    summary: 'Change the weights; every card follows at once',
    tag,
  })
    .input(IntentWeightsInput)
    .output(IntentSettings),
  reset: endpoint('rules.manage', {
    method: 'DELETE',
    path: '/intents',
    summary: 'Back to the weights the program came with',
    tag,
  }).output(IntentSettings),
}
