/** `@` in a note: what is being typed after it, and what a chosen name puts there. */
interface Named {
  id: string
  name: string
}

/** The letters after the last `@` before the caret; undefined when no name is being typed. */
export function mentionAt(text: string, caret: number): string | undefined {
  return /(?:^|[\s(])@([\p{L}\p{M}.-]{0,40}(?: [\p{L}\p{M}.-]{0,40})?)$/u.exec(text.slice(0, caret))?.[1]
}

export function withMention(text: string, caret: number, name: string): { text: string; caret: number } {
  const typed = mentionAt(text, caret) ?? ''
  const before = text.slice(0, caret - typed.length)
  const after = text.slice(caret).replace(/^ /, '')
  const named = `${before}${name} `
  return { text: named + after, caret: named.length }
}

export function mentionedIds(text: string, people: readonly Named[]): string[] {
  return people.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id)
}
