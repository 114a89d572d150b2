/** One push to one browser: encrypted for it (RFC 8291), signed by us (RFC 8292). */
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Ctx } from '../platform/ctx.ts'
import { AppError, errorMessage } from '../platform/errors.ts'
import { defineJob } from '../platform/jobs.ts'
import { fetchOutbound } from '../platform/outbound-fetch.ts'
import type { Platform } from '../platform/platform.ts'
import { pushDevices } from './notices.table.ts'
import { dropDevice, getDevice, type DeviceRow } from './push-devices.ts'
import { vapidKeys } from './vapid.ts'

/** What the service worker shows. */
const Message = z.object({ title: z.string(), body: z.string(), url: z.string(), tag: z.string() })
export type PushMessage = z.infer<typeof Message>

export const sendPushJob = defineJob({
  name: 'notices.send-push',
  payload: z.object({ workspaceId: z.string(), deviceId: z.string(), message: Message }),
  concurrency: 4,
  timeout: 60,
  async handle(platform, { workspaceId, deviceId, message }) {
    const run = <T>(work: (ctx: Ctx) => Promise<T>) =>
      platform.inWorkspace({ workspaceId, actor: { kind: 'system', name: 'notices' } }, work)
    const device = await run((ctx) => findDevice(ctx, deviceId))
    if (!device) return
    const outcome = await sendPush(platform, device, message)
    await run((ctx) => (outcome === 'gone' ? dropDevice(ctx, deviceId) : markSent(ctx, deviceId)))
  },
})

/** Throws PUSH_REFUSED with the words of the push service. A subscription that is gone is dropped. */
export async function tryPush(
  platform: Platform,
  run: <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>,
  deviceId: string,
): Promise<void> {
  const device = await run((ctx) => getDevice(ctx, deviceId))
  const message = {
    title: 'Отклик',
    body: 'Уведомления в этом браузере работают. Notifications work here.',
    url: '/settings/notices',
    tag: 'trial',
  }
  const outcome = await sendPush(platform, device, message).catch((error: unknown) => {
    throw new AppError('PUSH_REFUSED', { message: errorMessage(error), cause: error })
  })
  await run((ctx) => (outcome === 'gone' ? dropDevice(ctx, deviceId) : markSent(ctx, deviceId)))
  if (outcome === 'gone')
    throw new AppError('PUSH_REFUSED', {
      message: 'The browser has withdrawn this subscription; switch pushes on again',
    })
}

/** The browser shows nothing older: a push of yesterday says nothing. */
const lifeSeconds = 12 * 3600

/** Throws when the push service is away or refuses; another try may help then. */
async function sendPush(
  platform: Platform,
  device: DeviceRow,
  message: PushMessage,
): Promise<'sent' | 'gone'> {
  const keys = await vapidKeys(platform)
  const { default: webpush } = await import('web-push')
  const request = webpush.generateRequestDetails(
    { endpoint: device.endpoint, keys: { p256dh: device.p256dh, auth: device.auth } },
    JSON.stringify(message),
    { vapidDetails: { subject: contact(platform), ...keys }, TTL: lifeSeconds, urgency: 'high' },
  )
  const answer = await fetchOutbound(platform.outbound, {
    url: request.endpoint,
    method: 'POST',
    headers: textHeaders(request.headers),
    body: new Uint8Array(request.body ?? []),
    maxBytes: 4096,
    cut: true,
    timeoutMs: 10_000,
  })
  if (answer.status === 404 || answer.status === 410) return 'gone'
  if (answer.status >= 300)
    throw new Error(
      `${new URL(device.endpoint).host} answered ${answer.status}: ${Buffer.from(answer.body).toString('utf8').slice(0, 200)}`,
    )
  return 'sent'
}

/** Whom a push service may write to about us. */
function contact(platform: Platform): string {
  const { publicUrl, mailFrom } = platform.config
  if (publicUrl?.startsWith('https:')) return publicUrl
  const address = /[^\s<>]+@[^\s<>]+/.exec(mailFrom ?? '')?.[0]
  return `mailto:${address ?? 'otklik@localhost'}`
}

function textHeaders(headers: object): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}

async function findDevice(ctx: Ctx, id: string): Promise<DeviceRow | undefined> {
  const [row] = await ctx.db
    .select()
    .from(pushDevices)
    .where(and(eq(pushDevices.workspaceId, ctx.workspaceId), eq(pushDevices.id, id)))
  return row
}

async function markSent(ctx: Ctx, id: string): Promise<void> {
  await ctx.db
    .update(pushDevices)
    .set({ lastSentAt: ctx.now() })
    .where(and(eq(pushDevices.workspaceId, ctx.workspaceId), eq(pushDevices.id, id)))
}
