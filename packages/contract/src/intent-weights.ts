/**
 * How close to a purchase an interest stands (R007): a weight from 0 to 100 by what the person did and where.
 * Without a schema, so that a screen that only draws the order does not load a validator.
 */
import type { ActivityClass } from './vocabulary.ts'

export interface IntentWeights {
  /** Every class has a weight. */
  classes: Record<ActivityClass, number>
  /** An action with a weight of its own decides before its class. Open: words of an API caller may stand here too. */
  actions: Record<string, number>
}

/** Whoever fills in a form or calls is closest to buying after an order; whoever likes is farthest. */
export const defaultIntentWeights: IntentWeights = {
  classes: { site_form: 90, chat: 70, mail: 65, review: 45, social: 30 },
  actions: {
    order: 100,
    missed_call: 98,
    call: 95,
    form_submission: 90,
    enquiry: 75,
    question: 55,
    click_through: 25,
    mention: 20,
    subscription: 15,
    repost: 10,
    activity: 5,
    like: 5,
    outgoing_call: 5,
  },
}

export interface Intent {
  weight: number
  /** What decided: the action, or the class because the action has no weight of its own. */
  by: 'action' | 'class'
}

export function intentOf(
  weights: IntentWeights,
  card: { activityClass: ActivityClass; action: string },
): Intent {
  const own = Object.hasOwn(weights.actions, card.action) ? weights.actions[card.action] : undefined
  return own === undefined
    ? { weight: weights.classes[card.activityClass], by: 'class' }
    : { weight: own, by: 'action' }
}
