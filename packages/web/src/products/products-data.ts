/** The catalogue as the settings need it: pages of it, changes to it, and the question «what would be recognised?». */
import type { Product, ProductInput, ProductTrial } from '@otklik/contract'
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { addProblemWords } from '../api/problems.ts'
import { msg } from '@lingui/core/macro'

addProblemWords({
  PRODUCT_NAME_TAKEN: {
    title: msg`Такой продукт уже есть`,
    detail: msg`Назовите иначе или измените тот, что есть.`,
  },
})

export function productsQuery(filter: { q: string; archived: boolean }) {
  return infiniteQueryOptions({
    queryKey: ['products', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      api.products.list(
        {
          limit: 100,
          archived: filter.archived,
          ...(filter.q !== '' && { q: filter.q }),
          ...(pageParam && { cursor: pageParam }),
        },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })
}

export function trialQuery(trial: ProductTrial) {
  return queryOptions({
    queryKey: ['products', 'trial', trial],
    queryFn: ({ signal }) => api.products.tryOut(trial, { signal }),
    enabled: trial.url.trim() !== '' || trial.text.trim() !== '',
    placeholderData: keepPreviousData,
  })
}

export function useSaveProduct() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ id, input }: { id: string | null; input: ProductInput }): Promise<Product> =>
      id === null ? api.products.create(input) : api.products.update({ id, ...input }),
    meta: { quiet: true },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['products'] }),
  })
}

export function useShelve() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async ({ id, away }: { id: string; away: boolean }) => {
      if (away) await api.products.archive({ id })
      else await api.products.restore({ id })
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['products'] }),
  })
}
