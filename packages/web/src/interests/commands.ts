/** One list of what can be done with a card or with many, for keys, buttons, the action bar and swipes alike. */
import type { BulkAction, Interest, InterestSelection, MemberBrief, TriageLevel } from '@otklik/contract'
import { changeMany } from './bulk.ts'
import { makeLead, makeLeads } from './make-leads.ts'
import {
  assignInterest,
  claimInterest,
  closeInterest,
  releaseInterest,
  reopenInterest,
  setLevel,
  setProduct,
} from './verbs.ts'

export type Command =
  | { kind: 'claim' }
  | { kind: 'release' }
  | { kind: 'reopen' }
  | { kind: 'lead' }
  | { kind: 'assign'; member: MemberBrief }
  | { kind: 'level'; level: TriageLevel }
  | { kind: 'product'; product: Interest['product'] }
  | { kind: 'noReplyNeeded'; reason: string }
  | { kind: 'process'; reason: string }

/** True when the card no longer waits for this person, so the next one may be shown. */
export async function runOnOne(interest: Interest, command: Command): Promise<boolean> {
  switch (command.kind) {
    case 'claim':
      await claimInterest(interest)
      return false
    case 'release':
      await releaseInterest(interest)
      return false
    case 'reopen':
      await reopenInterest(interest)
      return false
    case 'lead':
      await makeLead(interest)
      return false
    case 'assign':
      await assignInterest(interest, command.member)
      return true
    case 'level':
      await setLevel(interest, command.level)
      return command.level === 'junk' || command.level === 'irrelevant'
    case 'product':
      await setProduct(interest, command.product)
      return false
    case 'noReplyNeeded':
      return closeInterest(interest, 'no_reply_needed', command.reason)
    case 'process':
      return closeInterest(interest, 'reason', command.reason)
  }
}

export async function runOnMany(selection: InterestSelection, command: Command): Promise<boolean> {
  return command.kind === 'lead' ? makeLeads(selection) : changeMany(selection, toBulk(command))
}

function toBulk(command: Exclude<Command, { kind: 'lead' }>): BulkAction {
  switch (command.kind) {
    case 'assign':
      return { kind: 'assign', memberId: command.member.id }
    case 'product':
      return { kind: 'product', productId: command.product?.id ?? null }
    default:
      return command
  }
}
