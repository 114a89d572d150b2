const storageKey = 'otklik.workspace'

/** The workspace this browser works in; null lets the server choose. */
export function currentWorkspaceId(): string | null {
  return localStorage.getItem(storageKey)
}

/** Starts afresh in another workspace: nothing of the former one may stay in memory. */
export function switchWorkspace(workspaceId: string): void {
  localStorage.setItem(storageKey, workspaceId)
  window.location.assign('/')
}

export function forgetWorkspace(): void {
  localStorage.removeItem(storageKey)
}
