/** Copying cards to other systems (R048): subscriptions, what was sent, and sending the past. */
import { z } from 'zod'
import { ById, endpoint, Id, Ok, PageInput, pageOf, Timestamp } from './endpoint.ts'
import { Operation } from './operations.ts'
import { ActivityClass, SourceType } from './vocabulary.ts'

const tag = 'Webhooks'

export const webhookEvents = [
  'interest.created',
  'interest.claimed',
  'interest.assigned',
  'interest.processed',
  'interest.reopened',
  'interest.changed',
  'answer.changed',
  'lead.created',
  'conversation.created',
  'conversation.changed',
  'message.created',
  'message.changed',
] as const
export const WebhookEvent = z.enum(webhookEvents)
export type WebhookEvent = z.infer<typeof WebhookEvent>

export const Webhook = z.object({
  id: Id,
  name: z.string(),
  url: z.string(),
  events: z.array(WebhookEvent),
  /** Empty: of every source, of every class. */
  sourceTypes: z.array(SourceType),
  activityClasses: z.array(ActivityClass),
  /** `paused` by a person, `stopped` by the program after a day of failures. */
  state: z.enum(['active', 'paused', 'stopped']),
  stoppedAt: Timestamp.nullable(),
  /** Tries that failed in a row. */
  failures: z.number().int(),
  lastError: z.string().nullable(),
  lastSuccessAt: Timestamp.nullable(),
  waiting: z.number().int(),
  /** The former secret signs beside the new one until then. */
  formerSecretUntil: Timestamp.nullable(),
  createdAt: Timestamp,
})
export type Webhook = z.infer<typeof Webhook>

const fields = {
  name: z.string().trim().min(1).max(100),
  url: z.url({ protocol: /^https?$/ }).max(2000),
  events: z.array(WebhookEvent).min(1),
  sourceTypes: z.array(SourceType).max(50),
  activityClasses: z.array(ActivityClass).max(10),
}
const WebhookInput = z.object({
  ...fields,
  sourceTypes: fields.sourceTypes.default([]),
  activityClasses: fields.activityClasses.default([]),
})
export type WebhookInput = z.infer<typeof WebhookInput>

/** Shown this once. */
const WithSecret = z.object({ webhook: Webhook, secret: z.string() })

export const WebhookDelivery = z.object({
  id: Id,
  /** One of the events, `interest.copied` for the past, `webhook.test`. */
  type: z.string(),
  interestId: Id.nullable(),
  state: z.enum(['waiting', 'delivered', 'failed']),
  attempts: z.number().int(),
  at: Timestamp,
  /** When the last try was made. */
  triedAt: Timestamp.nullable(),
  nextTryAt: Timestamp.nullable(),
  status: z.number().int().nullable(),
  durationMs: z.number().int().nullable(),
  error: z.string().nullable(),
})
export type WebhookDelivery = z.infer<typeof WebhookDelivery>

export const WebhookDeliveryDetail = WebhookDelivery.extend({
  /** Exactly as sent; null before the first try. */
  request: z.string().nullable(),
  /** Cut at 16 KB. */
  answer: z.string().nullable(),
})
export type WebhookDeliveryDetail = z.infer<typeof WebhookDeliveryDetail>

const Period = ById.extend({ from: Timestamp, to: Timestamp })

export const webhooks = {
  list: endpoint('webhooks.manage', {
    method: 'GET',
    path: '/webhooks',
    summary: 'Subscriptions',
    tag,
  }).output(z.object({ items: z.array(Webhook) })),
  get: endpoint('webhooks.manage', {
    method: 'GET',
    path: '/webhooks/{id}',
    summary: 'One subscription',
    tag,
  })
    .input(ById)
    .output(Webhook),
  create: endpoint('webhooks.manage', {
    method: 'POST',
    path: '/webhooks',
    summary: 'Subscribe an address; the secret is shown once',
    tag,
  })
    .input(WebhookInput)
    .output(WithSecret),
  update: endpoint('webhooks.manage', {
    method: 'PATCH',
    path: '/webhooks/{id}',
    summary: 'Change, pause or switch on again',
    tag,
  })
    .input(ById.extend(z.object({ ...fields, active: z.boolean() }).partial().shape))
    .output(Webhook),
  remove: endpoint('webhooks.manage', {
    method: 'DELETE',
    path: '/webhooks/{id}',
    summary: 'Remove with its log',
    tag,
  })
    .input(ById)
    .output(Ok),
  rotateSecret: endpoint('webhooks.manage', {
    method: 'POST',
    path: '/webhooks/{id}/secret',
    summary: 'A new secret; the former signs too for a day',
    tag,
  })
    .input(ById)
    .output(WithSecret),
  test: endpoint('webhooks.manage', {
    method: 'POST',
    path: '/webhooks/{id}/test',
    summary: 'Send a trial at once',
    tag,
  })
    .input(ById)
    .output(WebhookDeliveryDetail),
  deliveries: endpoint('webhooks.manage', {
    method: 'GET',
    path: '/webhooks/{id}/deliveries',
    summary: 'What was sent, newest first',
    tag,
  })
    .input(
      ById.extend(PageInput.shape).extend({ state: z.enum(['waiting', 'delivered', 'failed']).optional() }),
    )
    .output(pageOf(WebhookDelivery)),
  delivery: endpoint('webhooks.manage', {
    method: 'GET',
    path: '/webhooks/{id}/deliveries/{deliveryId}',
    summary: 'Request and answer of one',
    tag,
  })
    .input(ById.extend({ deliveryId: Id }))
    .output(WebhookDeliveryDetail),
  redeliver: endpoint('webhooks.manage', {
    method: 'POST',
    path: '/webhooks/{id}/deliveries/{deliveryId}/redelivery',
    summary: 'Send again',
    tag,
  })
    .input(ById.extend({ deliveryId: Id }))
    .output(WebhookDelivery),
  countPast: endpoint('webhooks.manage', {
    method: 'GET',
    path: '/webhooks/{id}/past',
    summary: 'How many cards a period has',
    tag,
  })
    .input(Period)
    .output(z.object({ count: z.number().int() })),
  sendPast: endpoint('webhooks.manage', {
    method: 'POST',
    path: '/webhooks/{id}/past',
    summary: 'Send the cards of a period',
    tag,
  })
    .input(Period.extend({ expected: z.number().int().min(0) }))
    .output(Operation),
}
