import { queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'

/** Work under way and what ended within a day. Live events keep it fresh. */
export const operationsQuery = queryOptions({
  queryKey: ['operations'],
  queryFn: () => api.operations.list(),
})
