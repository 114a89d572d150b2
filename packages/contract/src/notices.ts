/** What the program tells each colleague, and how they wish to hear it (R047). */
import { z } from 'zod'
import { ById, endpoint, Flag, Id, Ok, PageInput, pageOf, Timestamp } from './endpoint.ts'
import type { Permission } from './permissions.ts'
import { SourceType } from './vocabulary.ts'

const tag = 'Notices'

export const noticeKinds = [
  'new_card',
  'assigned',
  'handed_over',
  'answer_failed',
  'mention',
  'planned_contact',
  'new_message',
  'channel_trouble',
  'channel_warning',
  'webhook_stopped',
  'invitation_accepted',
] as const
export const NoticeKind = z.enum(noticeKinds)
export type NoticeKind = z.infer<typeof NoticeKind>

/** What one must be allowed to hear of it. */
export const noticePermissions: Record<NoticeKind, Permission> = {
  new_card: 'interests.read',
  assigned: 'interests.read',
  handed_over: 'interests.read',
  answer_failed: 'interests.read',
  mention: 'interests.read',
  planned_contact: 'interests.read',
  new_message: 'conversations.read',
  channel_trouble: 'channels.manage',
  channel_warning: 'channels.manage',
  webhook_stopped: 'webhooks.manage',
  invitation_accepted: 'members.manage',
}

/** These do not wait until morning when the person allows it. */
export const urgentNoticeKinds: readonly NoticeKind[] = [
  'handed_over',
  'answer_failed',
  'mention',
  'planned_contact',
  'channel_trouble',
  'webhook_stopped',
]

export const Notice = z.object({
  id: Id,
  kind: NoticeKind,
  /** The card it speaks of; null when it speaks of several or of none. */
  interestId: Id.nullable(),
  conversationId: Id.nullable(),
  channelId: Id.nullable(),
  /** New cards are counted by source. */
  sourceType: SourceType.nullable(),
  /** How many such events the notice gathers. */
  count: z.number().int(),
  /** Name of the colleague, author, channel or webhook. */
  who: z.string(),
  /** The beginning of the text, note or trouble, at most 200 characters. */
  text: z.string(),
  at: Timestamp,
  readAt: Timestamp.nullable(),
})
export type Notice = z.infer<typeof Notice>

export const EmailPace = z.enum(['off', 'now', 'hourly', 'daily'])
export type EmailPace = z.infer<typeof EmailPace>

export const NoticeWays = z.object({ inApp: z.boolean(), email: EmailPace, push: z.boolean() })
export type NoticeWays = z.infer<typeof NoticeWays>

/** New cards of one source type or one channel are told otherwise than the rest. The first that fits decides. */
export const NoticeSource = z.object({
  sourceType: SourceType.nullable(),
  channelId: Id.nullable(),
  ways: NoticeWays,
})
export type NoticeSource = z.infer<typeof NoticeSource>

export const NoticeSettings = z.object({
  /** Only the kinds this member may hear of. */
  kinds: z.partialRecord(NoticeKind, NoticeWays),
  sources: z.array(NoticeSource),
  /** HH:MM of the daily letter, in the zone of the workspace. */
  dailyAt: z.string(),
  /** HH:MM; `from` later than `to` goes over midnight. */
  quiet: z.object({ from: z.string(), to: z.string(), weekends: z.boolean() }).nullable(),
  urgentPasses: z.boolean(),
  timeZone: z.string(),
  email: z.string(),
  /** False when the installation has no mail server. */
  mailAvailable: z.boolean(),
})
export type NoticeSettings = z.infer<typeof NoticeSettings>

const NoticeSettingsInput = z.object({
  kinds: z.partialRecord(NoticeKind, NoticeWays).optional(),
  sources: z.array(NoticeSource).max(50).optional(),
  dailyAt: z.string().max(5).optional(),
  quiet: z
    .object({ from: z.string().max(5), to: z.string().max(5), weekends: z.boolean() })
    .nullable()
    .optional(),
  urgentPasses: z.boolean().optional(),
})
export type NoticeSettingsInput = z.infer<typeof NoticeSettingsInput>

export const PushDevice = z.object({
  id: Id,
  name: z.string(),
  /** The browser that asks can tell its own by this. */
  endpoint: z.string(),
  createdAt: Timestamp,
  lastSentAt: Timestamp.nullable(),
})
export type PushDevice = z.infer<typeof PushDevice>

export const notices = {
  list: endpoint('member', { method: 'GET', path: '/notices', summary: 'My notices, newest first', tag })
    .input(PageInput.extend({ unread: Flag.optional() }))
    .output(pageOf(Notice)),
  unread: endpoint('member', {
    method: 'GET',
    path: '/notices/unread',
    summary: 'How many are not read',
    tag,
  }).output(z.object({ count: z.number().int() })),
  markRead: endpoint('member', { method: 'PUT', path: '/notices/{id}/read', summary: 'Read one', tag })
    .input(ById)
    .output(Ok),
  markAllRead: endpoint('member', { method: 'PUT', path: '/notices/read', summary: 'Read all', tag }).output(
    z.object({ count: z.number().int() }),
  ),
  settings: endpoint('member', {
    method: 'GET',
    path: '/notices/settings',
    summary: 'How I wish to hear',
    tag,
  }).output(NoticeSettings),
  updateSettings: endpoint('member', {
    method: 'PATCH',
    path: '/notices/settings',
    summary: 'Change how I hear',
    tag,
  })
    .input(NoticeSettingsInput)
    .output(NoticeSettings),
  push: endpoint('member', {
    method: 'GET',
    path: '/notices/push',
    summary: 'My browsers that get pushes, and the key to subscribe with',
    tag,
  }).output(z.object({ publicKey: z.string(), devices: z.array(PushDevice) })),
  subscribe: endpoint('member', {
    method: 'POST',
    path: '/notices/push',
    summary: 'Send pushes to this browser',
    tag,
  })
    .input(
      z.object({
        endpoint: z.url().max(2000),
        keys: z.object({ p256dh: z.string().max(200), auth: z.string().max(100) }),
        name: z.string().max(100).default(''),
      }),
    )
    .output(PushDevice),
  unsubscribe: endpoint('member', {
    method: 'DELETE',
    path: '/notices/push/{id}',
    summary: 'No more pushes to this browser',
    tag,
  })
    .input(ById)
    .output(Ok),
  /** Tells at once whether it went. */
  tryPush: endpoint('member', {
    method: 'POST',
    path: '/notices/push/{id}/trial',
    summary: 'Send a trial push',
    tag,
  })
    .errors({ PUSH_REFUSED: { status: 422, message: 'The push service of this browser did not take it' } })
    .input(ById)
    .output(Ok),
}
