import { inWorkspace, outsideTransaction } from '../platform/http/api.ts'
import { listEvents, replayAllEvents, replayEvent } from './channel-events.ts'
import {
  createChannel,
  getChannel,
  listChannels,
  pauseChannel,
  removeChannel,
  resumeChannel,
  updateChannel,
} from './connect.ts'
import { closeGap } from './gaps.ts'
import { startHistoryImport } from './history.ts'
import { listKinds } from './kinds.ts'
import { testChannel } from './test-channel.ts'
import { wakeChannel } from './wake.ts'

export const channelRoutes = {
  kinds: inWorkspace.channels.kinds.handler(({ context }) => listKinds(context.ctx)),
  list: inWorkspace.channels.list.handler(({ context }) => listChannels(context.ctx)),
  get: inWorkspace.channels.get.handler(({ context, input }) => getChannel(context.ctx, input.id)),
  test: outsideTransaction.channels.test.handler(({ context, input }) =>
    testChannel(context.platform, context.run, input),
  ),
  create: inWorkspace.channels.create.handler(({ context, input }) => createChannel(context.ctx, input)),
  update: inWorkspace.channels.update.handler(({ context, input }) => updateChannel(context.ctx, input)),
  remove: inWorkspace.channels.remove.handler(({ context, input }) => removeChannel(context.ctx, input.id)),
  pause: inWorkspace.channels.pause.handler(({ context, input }) => pauseChannel(context.ctx, input.id)),
  resume: outsideTransaction.channels.resume.handler(async ({ context, input }) => {
    const channel = await context.run((ctx) => resumeChannel(ctx, input.id))
    await wakeChannel(context.platform, { workspaceId: context.workspaceId, channelId: input.id })
    return channel
  }),
  events: inWorkspace.channels.events.handler(({ context, input }) => listEvents(context.ctx, input)),
  replay: outsideTransaction.channels.replay.handler(async ({ context, input }) => {
    const event = await context.run((ctx) => replayEvent(ctx, input.id, input.eventId))
    await wakeChannel(context.platform, { workspaceId: context.workspaceId, channelId: input.id })
    return event
  }),
  replayAll: outsideTransaction.channels.replayAll.handler(async ({ context, input }) => {
    const result = await context.run((ctx) => replayAllEvents(ctx, input.id))
    await wakeChannel(context.platform, { workspaceId: context.workspaceId, channelId: input.id })
    return result
  }),
  closeGap: inWorkspace.channels.closeGap.handler(({ context, input }) =>
    closeGap(context.ctx, input.id, input.gapId),
  ),
  importHistory: inWorkspace.channels.importHistory.handler(({ context, input }) =>
    startHistoryImport(context.ctx, input),
  ),
}
