import { showNotice } from '@otklik/ui'
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { describeProblem } from './problems.ts'

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: {
      /** The screen shows the failure itself, beside its field. */
      quiet?: boolean
    }
  }
}

/** Live events keep data fresh, so queries are not asked again on every focus; they are after a lost connection. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, gcTime: 10 * 60_000, retry: shouldRetry, refetchOnWindowFocus: false },
    mutations: { retry: false },
  },
  queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
  mutationCache: new MutationCache({
    onError: (error, _variables, _context, mutation) => {
      leaveWhenSignedOut(error)
      if (mutation.meta?.quiet !== true) showProblem(error)
    },
  }),
})

/** Says a failure in a red toast that stays until read. */
export function showProblem(error: unknown): void {
  const problem = describeProblem(error)
  showNotice({
    tone: 'red',
    title: problem.title,
    ...(problem.detail !== undefined && { detail: problem.detail }),
  })
}

/** The server's refusals are final; only a lost connection or a failing server is worth another try. */
function shouldRetry(failures: number, error: unknown): boolean {
  const { status } = describeProblem(error)
  return failures < 2 && (status === 0 || status >= 500)
}

function leaveWhenSignedOut(error: unknown): void {
  if (describeProblem(error).status !== 401) return
  if (queryClient.getQueryData(['me']) === undefined) return
  queryClient.clear()
  window.dispatchEvent(new Event('otklik:signed-out'))
}
