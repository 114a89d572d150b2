import { inWorkspace } from '../platform/http/api.ts'
import { readCounters } from './interest-counts.ts'
import { createInterest } from './interest-create.ts'
import { getInterest } from './interest-detail.ts'
import { handOverInterest } from './interest-handover.ts'
import { listHistory } from './interest-history.ts'
import { countInterests, listInterests } from './interest-list.ts'
import { processInterest, reopenInterest } from './interest-processed.ts'
import { assignInterest, claimInterest, releaseInterest } from './interest-responsible.ts'
import { noteInterest, updateInterest } from './interest-update.ts'
import { viewInterest } from './interests.view.ts'

const route = inWorkspace.interests

/** Proofs and answers have endpoints of their own under the same noun; app.ts joins them. */
export const interestRoutes = {
  list: route.list.handler(({ context, input }) => listInterests(context.ctx, input)),
  counters: route.counters.handler(({ context }) => readCounters(context.ctx)),
  count: route.count.handler(async ({ context, input }) => ({ count: await countInterests(context.ctx, input) })),
  get: route.get.handler(({ context, input }) => getInterest(context.ctx, input.id)),
  create: route.create.handler(({ context, input }) => createInterest(context.ctx, input)),
  update: route.update.handler(async ({ context: { ctx }, input: { id, ...edit } }) => viewInterest(ctx, await updateInterest(ctx, id, edit))),
  history: route.history.handler(async ({ context, input }) => ({ items: await listHistory(context.ctx, input.id) })),
  claim: route.claim.handler(async ({ context: { ctx }, input }) => viewInterest(ctx, await claimInterest(ctx, input.id))),
  release: route.release.handler(async ({ context: { ctx }, input }) => viewInterest(ctx, await releaseInterest(ctx, input.id))),
  assign: route.assign.handler(async ({ context: { ctx }, input: { id, ...to } }) => viewInterest(ctx, await assignInterest(ctx, id, to))),
  handOver: route.handOver.handler(async ({ context: { ctx }, input: { id, ...to } }) => viewInterest(ctx, await handOverInterest(ctx, id, to))),
  process: route.process.handler(async ({ context: { ctx }, input: { id, ...how } }) => viewInterest(ctx, await processInterest(ctx, id, how))),
  reopen: route.reopen.handler(async ({ context: { ctx }, input }) => viewInterest(ctx, await reopenInterest(ctx, input.id))),
  note: route.note.handler(({ context, input }) => noteInterest(context.ctx, input.id, input.text)),
}
