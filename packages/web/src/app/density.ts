import { applyDensity } from '@otklik/ui'
import type { Density } from '@otklik/ui'
import { useSyncExternalStore } from 'react'

const storageKey = 'otklik.density'
const listeners = new Set<() => void>()

/** Comfortable or compact rows, remembered in this browser. */
export function useDensity(): Density {
  return useSyncExternalStore(subscribe, currentDensity)
}

export function chooseDensity(density: Density): void {
  localStorage.setItem(storageKey, density)
  applyDensity(density)
  for (const listener of listeners) listener()
}

function currentDensity(): Density {
  return localStorage.getItem(storageKey) === 'compact' ? 'compact' : 'comfortable'
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
