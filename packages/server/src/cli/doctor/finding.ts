/** One thing the doctor looked at. */
export interface Finding {
  /** `database`, `key`…: stable, for scripts. */
  check: string
  state: 'ok' | 'warning' | 'problem'
  /** What was found. */
  words: string
  /** What to do; null when nothing. */
  mend: string | null
}

export function ok(check: string, words: string): Finding {
  return { check, state: 'ok', words, mend: null }
}

export function warning(check: string, words: string, mend: string): Finding {
  return { check, state: 'warning', words, mend }
}

export function problem(check: string, words: string, mend: string): Finding {
  return { check, state: 'problem', words, mend }
}
