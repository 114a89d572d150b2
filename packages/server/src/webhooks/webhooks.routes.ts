import { inWorkspace, outsideTransaction } from '../platform/http/api.ts'
import { getDelivery, listDeliveries, redeliver, tryWebhook } from './deliveries.ts'
import { countPast, sendPast } from './past.ts'
import {
  createWebhook,
  getWebhook,
  listWebhooks,
  removeWebhook,
  rotateSecret,
  updateWebhook,
} from './webhooks.ts'

export const webhookRoutes = {
  list: inWorkspace.webhooks.list.handler(({ context }) => listWebhooks(context.ctx)),
  get: inWorkspace.webhooks.get.handler(({ context, input }) => getWebhook(context.ctx, input.id)),
  create: inWorkspace.webhooks.create.handler(({ context, input }) => createWebhook(context.ctx, input)),
  update: inWorkspace.webhooks.update.handler(({ context, input: { id, ...change } }) =>
    updateWebhook(context.ctx, id, change),
  ),
  remove: inWorkspace.webhooks.remove.handler(async ({ context, input }) => {
    await removeWebhook(context.ctx, input.id)
    return { ok: true } as const
  }),
  rotateSecret: inWorkspace.webhooks.rotateSecret.handler(({ context, input }) =>
    rotateSecret(context.ctx, input.id),
  ),
  test: outsideTransaction.webhooks.test.handler(({ context, input }) =>
    tryWebhook(context.platform, context.run, input.id),
  ),
  deliveries: inWorkspace.webhooks.deliveries.handler(({ context, input }) =>
    listDeliveries(context.ctx, input),
  ),
  delivery: inWorkspace.webhooks.delivery.handler(({ context, input }) =>
    getDelivery(context.ctx, input.id, input.deliveryId),
  ),
  redeliver: inWorkspace.webhooks.redeliver.handler(({ context, input }) =>
    redeliver(context.ctx, input.id, input.deliveryId),
  ),
  countPast: inWorkspace.webhooks.countPast.handler(({ context, input }) => countPast(context.ctx, input)),
  sendPast: inWorkspace.webhooks.sendPast.handler(({ context, input }) => sendPast(context.ctx, input)),
}
