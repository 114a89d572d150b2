/** What the command palette offers. A screen adds its actions while it is shown: «Назначить себе», «Отметить обработанным». */
import type { ReactNode } from 'react'
import { useEffect, useRef, useSyncExternalStore } from 'react'

export interface Action {
  id: string
  words: string
  /** Heading in the palette. */
  group: string
  detail?: string
  icon?: ReactNode
  /** More words it is found by. */
  keywords?: string
  /** The shortcut that does the same, to be learnt by the way. */
  keys?: string
  run: () => void
}

/** Finds things of a slice by words: cards, contacts. Called as the person types, with a signal to stop. */
export type SearchProvider = (query: string, signal: AbortSignal) => Promise<readonly Action[]>

let layers: readonly (readonly Action[])[] = []
let providers: readonly SearchProvider[] = []
const listeners = new Set<() => void>()

/** Offers actions while the component is shown. Later ones stand first: the selection before the whole. */
export function useActions(actions: readonly Action[]): void {
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })
  const signature = actions
    .map((action) => [action.id, action.words, action.group, action.detail].join('\t'))
    .join('\n')
  useEffect(() => {
    const layer = latest.current.map((action, index) => ({
      ...action,
      run: () => latest.current[index]?.run(),
    }))
    publish([layer, ...layers])
    return () => publish(layers.filter((other) => other !== layer))
  }, [signature])
}

/** Adds a source of search results; returns the way back. */
export function addSearchProvider(provider: SearchProvider): () => void {
  providers = [...providers, provider]
  return () => {
    providers = providers.filter((other) => other !== provider)
  }
}

/** All current actions, nearest first. */
export function useCurrentActions(): readonly Action[] {
  return useSyncExternalStore(subscribe, () => layers).flat()
}

/** Asks every slice; one that fails does not hide what the others found. */
export async function searchEverything(query: string, signal: AbortSignal): Promise<readonly Action[]> {
  const found = await Promise.allSettled(providers.map((provider) => provider(query, signal)))
  return found.flatMap((result) => (result.status === 'fulfilled' ? result.value : []))
}

function publish(next: typeof layers): void {
  layers = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
