/** Somebody came: written down once, and put in the turn of those to be greeted. */
import type { GreetingState, GreetingTrigger } from '@otklik/contract'
import type { ReplyTarget } from '../channels/channel.ts'
import type { Ctx } from '../platform/ctx.ts'
import { callApproval, callGreeter } from './greetings.jobs.ts'
import { greetingPeople } from './greetings.table.ts'
import { changePerson, findPerson, isOff, told, type PersonPatch, type PersonRow } from './person-row.ts'
import { findRule, type RuleRow } from './rules.ts'

export interface Comer {
  channelId: string
  chatId: string
  contactId: string | null
  name: string | null
  sourceType: string
  trigger: GreetingTrigger
  target: ReplyTarget
  windowUntil: Date | null
  source: string | null
  conversationId: string | null
  interestId: string | null
}

/** Asked again they are not greeted again; the new request may be let in. */
export async function meetPerson(ctx: Ctx, comer: Comer): Promise<PersonRow> {
  const rule = await findRule(ctx, comer.channelId)
  const state = stateFor(rule, comer.trigger)
  const [made] = await ctx.db
    .insert(greetingPeople)
    .values({ ...comer, workspaceId: ctx.workspaceId, id: ctx.newId(), state, cameAt: ctx.now() })
    .onConflictDoNothing()
    .returning()
  const row = made ?? (await meetAgain(ctx, comer, state))
  if (row.state === 'waiting') await callGreeter(ctx, row.channelId)
  else if (comer.trigger === 'request' && rule?.enabled && rule.approve === 'after_greeting' && !isOff(row))
    await callApproval(ctx, row.id)
  await told(ctx, row)
  return row
}

/** Came earlier while nobody greeted: the greeting is still owed. */
async function meetAgain(ctx: Ctx, comer: Comer, state: GreetingState): Promise<PersonRow> {
  const known = await findPerson(ctx, comer)
  if (!known) throw new Error('a person was refused as known and then not found')
  const asks = comer.trigger === 'request'
  const patch: PersonPatch = {
    ...(asks && { interestId: comer.interestId, approvedAt: null, approveError: null }),
    ...(known.trigger === 'link' && { trigger: comer.trigger, cameAt: ctx.now() }),
    ...(isOff(known) && { state, target: comer.target, windowUntil: comer.windowUntil }),
    source: known.source ?? comer.source,
  }
  return changePerson(ctx, known.id, patch)
}

function stateFor(rule: RuleRow | undefined, trigger: GreetingTrigger): GreetingState {
  if (!rule?.enabled || trigger === 'link') return 'off'
  return (trigger === 'request' ? rule.onRequest : rule.onMessage) ? 'waiting' : 'off'
}
