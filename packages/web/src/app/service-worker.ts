import { router } from './router.ts'

/** The shell works without a network and pushes arrive when no page is open. Not in development, where it would serve old code. */
export function registerServiceWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  // Refused over plain HTTP outside localhost and in private windows: only the offline shell and pushes are lost.
  window.addEventListener(
    'load',
    () => void navigator.serviceWorker.register('/sw.js').catch(() => undefined),
  )
  navigator.serviceWorker.addEventListener('message', openFromPush)
}

/** A click on a notification while a page is open goes there without loading it anew. */
function openFromPush(message: MessageEvent<unknown>): void {
  const { data } = message
  if (typeof data !== 'object' || data === null || !('path' in data) || typeof data.path !== 'string') return
  if (data.path.startsWith('/') && !data.path.startsWith('//')) router.history.push(data.path)
}
