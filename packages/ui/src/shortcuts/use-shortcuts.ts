import { useEffect, useRef, useSyncExternalStore } from 'react'
import { addShortcuts, currentLayers, subscribeToShortcuts } from './registry.ts'
import type { Shortcut } from './registry.ts'

/**
 * Keys of a screen while it is shown. Ignored while the person types, unless a shortcut says `inFields`.
 * The list may be new at every render; only a change of keys or words registers again.
 */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  })
  const signature = shortcuts
    .map((shortcut) => [shortcut.keys, shortcut.words, shortcut.group].join('\t'))
    .join('\n')
  useEffect(() => {
    const layer = latest.current.map((shortcut, index) => ({
      ...shortcut,
      run: (event: KeyboardEvent) => latest.current[index]?.run(event),
    }))
    return addShortcuts(layer)
  }, [signature])
}

/** All keys that work right now, in the order of the layers, for the sheet. */
export function useActiveShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(subscribeToShortcuts, currentLayers).flat()
}
