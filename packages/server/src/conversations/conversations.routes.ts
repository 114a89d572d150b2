import { inWorkspace, outsideTransaction } from '../platform/http/api.ts'
import { acceptConversation, assignConversation, releaseConversation } from './accept.ts'
import { bindObjects, unbindObject } from './bindings.ts'
import { closeConversation, noReplyNeeded, reopenConversation, snoozeConversation } from './close.ts'
import { markSeen, startWithColleagues } from './colleagues.ts'
import { readCounters } from './conversation-counts.ts'
import { listConversations } from './conversation-list.ts'
import { getConversation, viewChanged } from './detail.ts'
import { listMedia } from './media.ts'
import { cancelMessage, listVersions, readMessage, resolveMessage } from './message-acts.ts'
import { listMessages } from './message-list.ts'
import { searchMessages } from './messages.search.ts'
import { editMessage, removeMessage, tellTyping } from './network-acts.ts'
import { listWays, startWithPerson } from './person-ways.ts'
import { announcePresence } from './presence.ts'
import { askRating } from './rating.ts'
import { markMessage, reviewConversation, unmarkMessage } from './review.ts'
import { sendMessage } from './send-message.ts'
import { updateLine, updateSettings, viewLine, viewSettings } from './settings.ts'

const route = inWorkspace.conversations
const outside = outsideTransaction.conversations
const ok = { ok: true } as const

export const conversationRoutes = {
  list: route.list.handler(({ context, input }) => listConversations(context.ctx, input)),
  counters: route.counters.handler(({ context }) => readCounters(context.ctx)),
  search: route.search.handler(({ context, input }) => searchMessages(context.ctx, input)),
  get: route.get.handler(({ context, input }) => getConversation(context.ctx, input.id)),
  messages: route.messages.handler(({ context, input }) => listMessages(context.ctx, input)),
  message: route.message.handler(({ context, input }) => readMessage(context.ctx, input)),
  send: route.send.handler(({ context, input }) => sendMessage(context.ctx, input)),
  cancel: route.cancel.handler(({ context, input }) => cancelMessage(context.ctx, input)),
  edit: outside.edit.handler(({ context, input }) => editMessage(context.run, input)),
  remove: outside.remove.handler(({ context, input }) => removeMessage(context.run, input)),
  resolve: route.resolve.handler(({ context, input }) => resolveMessage(context.ctx, input)),
  versions: route.versions.handler(async ({ context, input }) => ({
    items: await listVersions(context.ctx, input),
  })),
  accept: route.accept.handler(async ({ context: { ctx }, input }) =>
    viewChanged(ctx, await acceptConversation(ctx, input.id)),
  ),
  release: route.release.handler(async ({ context: { ctx }, input }) =>
    viewChanged(ctx, await releaseConversation(ctx, input.id)),
  ),
  assign: route.assign.handler(async ({ context: { ctx }, input: { id, ...to } }) =>
    viewChanged(ctx, await assignConversation(ctx, id, to)),
  ),
  close: route.close.handler(async ({ context: { ctx }, input }) =>
    viewChanged(ctx, await closeConversation(ctx, input)),
  ),
  reopen: route.reopen.handler(async ({ context: { ctx }, input }) =>
    viewChanged(ctx, await reopenConversation(ctx, input.id)),
  ),
  snooze: route.snooze.handler(async ({ context: { ctx }, input }) =>
    viewChanged(ctx, await snoozeConversation(ctx, input)),
  ),
  unsnooze: route.unsnooze.handler(async ({ context: { ctx }, input }) =>
    viewChanged(ctx, await snoozeConversation(ctx, { id: input.id, until: null })),
  ),
  noReplyNeeded: route.noReplyNeeded.handler(async ({ context: { ctx }, input }) =>
    viewChanged(ctx, await noReplyNeeded(ctx, input)),
  ),
  typing: outside.typing.handler(async ({ context, input }) => {
    await tellTyping(context.run, context.platform, input.id)
    return ok
  }),
  presence: route.presence.handler(async ({ context, input }) => {
    await announcePresence(context.ctx, input)
    return ok
  }),
  bindObjects: route.bindObjects.handler(async ({ context, input }) => ({
    items: await bindObjects(context.ctx, input),
  })),
  unbindObject: route.unbindObject.handler(async ({ context, input }) => ({
    items: await unbindObject(context.ctx, input),
  })),
  startWithColleagues: route.startWithColleagues.handler(async ({ context: { ctx }, input }) =>
    viewChanged(ctx, await startWithColleagues(ctx, input)),
  ),
  seen: route.seen.handler(async ({ context, input }) => {
    await markSeen(context.ctx, input.id)
    return ok
  }),
  ways: route.ways.handler(async ({ context, input }) => ({ items: await listWays(context.ctx, input.id) })),
  startWithPerson: route.startWithPerson.handler(async ({ context: { ctx }, input }) =>
    viewChanged(ctx, await startWithPerson(ctx, input)),
  ),
  media: route.media.handler(({ context, input }) => listMedia(context.ctx, input)),
  mark: route.mark.handler(({ context, input }) => markMessage(context.ctx, input)),
  unmark: route.unmark.handler(({ context, input }) => unmarkMessage(context.ctx, input)),
  review: route.review.handler(async ({ context: { ctx }, input }) =>
    viewChanged(ctx, await reviewConversation(ctx, input)),
  ),
  askRating: route.askRating.handler(({ context, input }) => askRating(context.ctx, input.id)),
}

const settings = inWorkspace.conversationSettings

export const conversationSettingsRoutes = {
  get: settings.get.handler(({ context }) => viewSettings(context.ctx)),
  update: settings.update.handler(({ context, input }) => updateSettings(context.ctx, input)),
  line: settings.line.handler(({ context, input }) => viewLine(context.ctx, input.id)),
  updateLine: settings.updateLine.handler(({ context, input }) => updateLine(context.ctx, input)),
}
