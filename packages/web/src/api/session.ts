/** Who is here, where and with what rights; and the gate before every page of the frame. */
import type { Me, Permission } from '@otklik/contract'
import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { redirect } from '@tanstack/react-router'
import { api } from './client.ts'
import { describeProblem } from './problems.ts'
import { queryClient } from './query-client.ts'
import { forgetWorkspace, rememberWorkspace } from './workspace-choice.ts'

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => api.workspaces.me(),
  staleTime: 60_000,
})

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: () => api.workspaces.setup(),
  staleTime: 0,
})

/** For `beforeLoad`: lets a signed-in member pass, sends others to sign in, and a fresh installation to its first run. */
export async function requireSession(location: { href: string }): Promise<void> {
  const me = await findMe()
  if (me?.workspace) return
  if (me) throw redirect({ to: '/welcome' })
  const setup = await queryClient.fetchQuery(setupQuery)
  if (setup.needsOwner) throw redirect({ to: '/welcome' })
  throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } })
}

/** The person signed in. Only inside the frame, where the gate has let them pass. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data
}

/** The same outside the frame, where nobody may be signed in. */
export function useKnownMe(): Me | undefined {
  return useQuery({ ...meQuery, enabled: false }).data
}

/** Shows only what a person may use; the server decides in the end. */
export function usePermission(permission: Permission): boolean {
  return useMe().permissions.includes(permission)
}

async function findMe(): Promise<Me | undefined> {
  try {
    const me = await queryClient.ensureQueryData(meQuery)
    // The server may answer for another workspace than the remembered one, which is perhaps no longer theirs.
    if (me.workspace) rememberWorkspace(me.workspace.id)
    else forgetWorkspace()
    return me
  } catch (error) {
    if (describeProblem(error).status === 401) return undefined
    throw error
  }
}
