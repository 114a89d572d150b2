/** What was typed and not sent yet, kept in this browser per card: a reload or a look at another card loses nothing. */
const prefix = 'otklik.draft.'
const KEPT = 200

export type DraftKind = 'answer' | 'note'

export function readDraft(kind: DraftKind, interestId: string): string {
  return localStorage.getItem(`${prefix}${kind}.${interestId}`) ?? ''
}

export function keepDraft(kind: DraftKind, interestId: string, text: string): void {
  const key = `${prefix}${kind}.${interestId}`
  if (text.trim() === '') return localStorage.removeItem(key)
  try {
    localStorage.setItem(key, text)
  } catch {
    dropOldest()
  }
}

/** The storage of a browser is small; when it is full the drafts go, not the settings. */
function dropOldest(): void {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix))
  for (const key of keys.slice(0, Math.max(1, keys.length - KEPT))) localStorage.removeItem(key)
}
