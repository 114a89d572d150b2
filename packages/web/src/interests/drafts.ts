/** What was typed and not sent yet, kept in this browser per card (of a post, per channel): a reload or a look at another card loses nothing. */
import { useSyncExternalStore } from 'react'

const prefix = 'otklik.draft.'
const KEPT = 200
const listeners = new Set<() => void>()

export type DraftKind = 'answer' | 'note' | 'post'

/** The text of the field and the way to change it. */
export function useDraft(kind: DraftKind, interestId: string): [string, (text: string) => void] {
  const text = useSyncExternalStore(subscribe, () => readDraft(kind, interestId))
  return [text, (next) => keepDraft(kind, interestId, next)]
}

export function keepDraft(kind: DraftKind, interestId: string, text: string): void {
  const key = `${prefix}${kind}.${interestId}`
  if (text === '') localStorage.removeItem(key)
  else storeText(key, text)
  for (const listener of listeners) listener()
}

function readDraft(kind: DraftKind, interestId: string): string {
  return localStorage.getItem(`${prefix}${kind}.${interestId}`) ?? ''
}

/** The storage of a browser is small; when it is full the oldest drafts go, and the one being typed stays. */
function storeText(key: string, text: string): void {
  const others = Object.keys(localStorage).filter((name) => name.startsWith(prefix) && name !== key)
  if (others.length > KEPT) for (const name of others.slice(KEPT)) localStorage.removeItem(name)
  try {
    localStorage.setItem(key, text)
  } catch {
    for (const name of others) localStorage.removeItem(name)
    localStorage.setItem(key, text)
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
