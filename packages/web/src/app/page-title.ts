import { useEffect, useSyncExternalStore } from 'react'

let title = ''
const listeners = new Set<() => void>()

/** Names the page in the tab of the browser; the frame adds the counter and the product. */
export function usePageTitle(words: string): void {
  useEffect(() => {
    title = words
    for (const listener of listeners) listener()
  }, [words])
}

/** Writes «(7) Лента · Отклик» and sets the badge of the installed app. */
export function useTitleWithCounter(unanswered: number | undefined): void {
  const page = useSyncExternalStore(subscribe, () => title)
  useEffect(() => {
    const counter = unanswered === undefined || unanswered === 0 ? '' : `(${unanswered}) `
    document.title = `${counter}${page === '' ? '' : `${page} · `}Отклик`
    if (unanswered !== undefined && 'setAppBadge' in navigator)
      void navigator.setAppBadge(unanswered).catch(() => undefined)
  }, [page, unanswered])
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
