import { inWorkspace, outsideTransaction } from '../platform/http/api.ts'
import { changeMany } from './bulk-change.ts'
import { undoMany } from './bulk-undo.ts'
import { joinCase, leaveCase } from './interest-cases.ts'
import { readCounters } from './interest-counts.ts'
import { getInterest } from './interest-detail.ts'
import { handOverInterest } from './interest-handover.ts'
import { listHistory } from './interest-history.ts'
import { countInterests, listInterests } from './interest-list.ts'
import { listPeople } from './interest-people.ts'
import { processInterest, reopenInterest } from './interest-processed.ts'
import { assignInterest, claimInterest, releaseInterest } from './interest-responsible.ts'
import { noteInterest, updateInterest } from './interest-update.ts'
import { viewInterest } from './interests.view.ts'

const route = inWorkspace.interests

/** Sending, proofs and answers have endpoints of their own under the same noun; app.ts joins them. */
export const interestRoutes = {
  list: route.list.handler(({ context, input }) => listInterests(context.ctx, input)),
  counters: route.counters.handler(({ context }) => readCounters(context.ctx)),
  count: route.count.handler(async ({ context, input }) => ({
    count: await countInterests(context.ctx, input),
  })),
  get: route.get.handler(({ context, input }) => getInterest(context.ctx, input.id)),
  update: route.update.handler(async ({ context: { ctx }, input: { id, ...edit } }) =>
    viewInterest(ctx, await updateInterest(ctx, id, edit)),
  ),
  history: route.history.handler(async ({ context, input }) => ({
    items: await listHistory(context.ctx, input.id),
  })),
  people: route.people.handler(({ context, input }) => listPeople(context.ctx, input)),
  claim: route.claim.handler(async ({ context: { ctx }, input }) =>
    viewInterest(ctx, await claimInterest(ctx, input.id)),
  ),
  release: route.release.handler(async ({ context: { ctx }, input }) =>
    viewInterest(ctx, await releaseInterest(ctx, input.id)),
  ),
  assign: route.assign.handler(async ({ context: { ctx }, input: { id, ...to } }) =>
    viewInterest(ctx, await assignInterest(ctx, id, to)),
  ),
  handOver: route.handOver.handler(async ({ context: { ctx }, input: { id, ...to } }) =>
    viewInterest(ctx, await handOverInterest(ctx, id, to)),
  ),
  process: route.process.handler(async ({ context: { ctx }, input: { id, ...how } }) =>
    viewInterest(ctx, await processInterest(ctx, id, how)),
  ),
  reopen: route.reopen.handler(async ({ context: { ctx }, input }) =>
    viewInterest(ctx, await reopenInterest(ctx, input.id)),
  ),
  bulk: route.bulk.handler(({ context, input }) => changeMany(context.ctx, input.selection, input.action)),
  undo: outsideTransaction.interests.undo.handler(async ({ context, input }) => ({
    restored: await undoMany(context.run, input.id),
  })),
  joinCase: route.joinCase.handler(({ context, input }) => joinCase(context.ctx, input.ids)),
  leaveCase: route.leaveCase.handler(async ({ context: { ctx }, input }) =>
    viewInterest(ctx, await leaveCase(ctx, input.id)),
  ),
  note: route.note.handler(({ context, input }) => noteInterest(context.ctx, input.id, input.text)),
}
