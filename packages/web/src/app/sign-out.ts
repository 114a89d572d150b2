import { showProblem, queryClient } from '../api/query-client.ts'
import { forgetWorkspace } from '../api/workspace-choice.ts'

/** Ends the session on the server, then loads the page afresh so that nothing of this person stays in memory. */
export async function signOut(): Promise<void> {
  try {
    // Before the session ends: the next person at this browser must not get our pushes.
    const { unsubscribeBrowser } = await import('../notices/push-state.ts')
    await unsubscribeBrowser().catch(() => undefined)
    const answer = await fetch('/api/auth/sign-out', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    if (!answer.ok && answer.status !== 401) throw new Error(`sign-out answered ${answer.status}`)
    queryClient.clear()
    forgetWorkspace()
    window.location.assign('/sign-in')
  } catch (error) {
    showProblem(error)
  }
}
