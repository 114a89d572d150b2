import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { WebhookDelivery } from '@otklik/contract'
import { api } from '../api/client.ts'
import { queryClient } from '../api/query-client.ts'

export const webhooksQuery = queryOptions({
  queryKey: ['webhooks', 'list'],
  queryFn: () => api.webhooks.list({}),
})

export function webhookQuery(id: string) {
  return queryOptions({ queryKey: ['webhooks', 'one', id], queryFn: () => api.webhooks.get({ id }) })
}

export function deliveriesQuery(id: string, state: WebhookDelivery['state'] | null) {
  return infiniteQueryOptions({
    queryKey: ['webhooks', 'deliveries', id, state],
    queryFn: ({ pageParam }) =>
      api.webhooks.deliveries({
        id,
        limit: 50,
        ...(state && { state }),
        ...(pageParam !== null && { cursor: pageParam }),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
}

export function deliveryQuery(id: string, deliveryId: string) {
  return queryOptions({
    queryKey: ['webhooks', 'delivery', id, deliveryId],
    queryFn: () => api.webhooks.delivery({ id, deliveryId }),
  })
}

export function refreshWebhooks(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ['webhooks'] })
}
