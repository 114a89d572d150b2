import { inWorkspace, outsideTransaction } from '../platform/http/api.ts'
import { getNoticeSettings, updateNoticeSettings } from './notice-settings.ts'
import { countUnread, listNotices, readAllNotices, readNotice } from './notices.ts'
import { addDevice, listDevices, removeDevice } from './push-devices.ts'
import { tryPush } from './push.ts'
import { vapidKeys } from './vapid.ts'

const ok = { ok: true } as const

export const noticeRoutes = {
  list: inWorkspace.notices.list.handler(({ context, input }) => listNotices(context.ctx, input)),
  unread: inWorkspace.notices.unread.handler(({ context }) => countUnread(context.ctx)),
  markRead: inWorkspace.notices.markRead.handler(async ({ context, input }) => {
    await readNotice(context.ctx, input.id)
    return ok
  }),
  markAllRead: inWorkspace.notices.markAllRead.handler(({ context }) => readAllNotices(context.ctx)),
  settings: inWorkspace.notices.settings.handler(({ context }) => getNoticeSettings(context.ctx)),
  updateSettings: inWorkspace.notices.updateSettings.handler(({ context, input }) =>
    updateNoticeSettings(context.ctx, input),
  ),
  push: inWorkspace.notices.push.handler(async ({ context }) => ({
    publicKey: (await vapidKeys(context.ctx.platform)).publicKey,
    devices: await listDevices(context.ctx),
  })),
  subscribe: inWorkspace.notices.subscribe.handler(({ context, input }) => addDevice(context.ctx, input)),
  unsubscribe: inWorkspace.notices.unsubscribe.handler(async ({ context, input }) => {
    await removeDevice(context.ctx, input.id)
    return ok
  }),
  tryPush: outsideTransaction.notices.tryPush.handler(async ({ context, input }) => {
    await tryPush(context.platform, context.run, input.id)
    return ok
  }),
}
