import { useSyncExternalStore } from 'react'

const key = 'otklik.enter-sends'
const listeners = new Set<() => void>()

/** Enter sends and Shift+Enter breaks the line; or Ctrl+Enter sends. Kept in this browser. */
export function useEnterSends(): boolean {
  return useSyncExternalStore(subscribe, () => localStorage.getItem(key) !== 'no')
}

export function chooseEnterSends(enter: boolean): void {
  localStorage.setItem(key, enter ? 'yes' : 'no')
  for (const listener of listeners) listener()
}

interface Press {
  key: string
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  nativeEvent: { isComposing: boolean }
}

/** Ctrl+Enter always sends; a word being composed by an input method is never cut. */
export function isSendPress(press: Press, enterSends: boolean): boolean {
  if (press.key !== 'Enter' || press.nativeEvent.isComposing) return false
  if (press.ctrlKey || press.metaKey) return true
  return enterSends && !press.shiftKey
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
