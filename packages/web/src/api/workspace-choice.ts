/**
 * The workspace is chosen per tab (sessionStorage), so that switching in one tab never mixes two workspaces in another;
 * a new tab begins with the last one chosen in this browser (localStorage).
 */
const storageKey = 'otklik.workspace'

/** The workspace of this tab; null lets the server choose. */
export function currentWorkspaceId(): string | null {
  return sessionStorage.getItem(storageKey) ?? localStorage.getItem(storageKey)
}

/** Starts afresh in another workspace: nothing of the former one may stay in memory. */
export function switchWorkspace(workspaceId: string): void {
  rememberWorkspace(workspaceId)
  window.location.assign('/')
}

/** From now on every call of this tab names this workspace. */
export function rememberWorkspace(workspaceId: string): void {
  sessionStorage.setItem(storageKey, workspaceId)
  localStorage.setItem(storageKey, workspaceId)
}

export function forgetWorkspace(): void {
  sessionStorage.removeItem(storageKey)
  localStorage.removeItem(storageKey)
}
