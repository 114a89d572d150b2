import { wordOf } from '../app/search-words.ts'

/** The filters of the log in the address bar, so that a link opens the same list. */
export interface AuditSearch {
  actorId?: string | undefined
  action?: string | undefined
  objectKind?: string | undefined
  /** Days: `2026-11-22`. */
  from?: string | undefined
  to?: string | undefined
  q?: string | undefined
}

export function parseAuditSearch(search: Record<string, unknown>): AuditSearch {
  const word = (name: keyof AuditSearch) => wordOf(search[name], 100)
  return {
    actorId: word('actorId'),
    action: word('action'),
    objectKind: word('objectKind'),
    from: word('from'),
    to: word('to'),
    q: word('q'),
  }
}
