/** `{имя}` and its kin become words; what is not known goes with the comma or space beside it. Pure. */
import { templateVariables } from '@otklik/contract'

export type VariableName = (typeof templateVariables)[keyof typeof templateVariables]
export type VariableValues = Partial<Record<VariableName, string | null>>

const names = new Map<string, VariableName>([
  ...Object.entries(templateVariables),
  ...Object.values(templateVariables).map((name) => [name, name] as const),
])

/** Words in braces that are no variable stay as they are: they may be meant. */
export function fillIn(text: string, values: VariableValues): { text: string; missing: string[] } {
  const missing = new Set<string>()
  const filled = text.replaceAll(
    /([ ,]*)\{\s*([\p{L}_]+)\s*\}([,!]?)/gu,
    (all, before: string, word: string, after: string) => {
      const name = names.get(word.toLowerCase())
      if (!name) return all
      const value = values[name]?.trim()
      if (value) return `${before}${value}${after}`
      missing.add(word)
      // «Здравствуйте, {имя}!» becomes «Здравствуйте!», «{имя}, добрый день» becomes «добрый день».
      return after === '!' ? '!' : before === '' ? '' : after
    },
  )
  return { text: tidy(filled), missing: [...missing] }
}

/** A beginning lost its first word: what is now first is written large. */
function tidy(text: string): string {
  return text
    .replace(/^[ ,]+/u, '')
    .replaceAll(/ {2,}/g, ' ')
    .replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
    .trim()
}

/**
 * «Ольга Серова» to «Ольги»: first names by their ending, the rules of the school grammar for common Russian names.
 * Undefined where the ending says nothing certain: a sane sentence without a name beats a wrong case.
 */
export function genitive(firstName: string): string | undefined {
  if (!/^\p{Lu}?[а-яё]{2,}$/iu.test(firstName) || !/[а-яё]/iu.test(firstName)) return undefined
  const known = exceptions.get(firstName.toLowerCase())
  if (known) return firstName.slice(0, 1) + known.slice(1)
  if (/[гкхжшчщ]а$/iu.test(firstName)) return firstName.replace(/а$/iu, 'и')
  const stem = firstName.slice(0, -1)
  const ending = firstName.slice(-1).toLowerCase()
  if (ending === 'а') return `${stem}ы`
  if (ending === 'я') return `${stem}и`
  if (ending === 'й' || ending === 'ь') return `${stem}я`
  return /[бвгджзклмнпрстфхцчшщ]$/iu.test(firstName) ? `${firstName}а` : undefined
}

/** Vowels that fall out, soft signs of women's names, names that do not bend by rule. */
const exceptions = new Map([
  ['любовь', 'любови'],
  ['павел', 'павла'],
  ['лев', 'льва'],
  ['пётр', 'петра'],
  ['петр', 'петра'],
  ['нинель', 'нинели'],
  ['рахиль', 'рахили'],
  ['айгуль', 'айгуль'],
  ['асель', 'асель'],
  ['гузель', 'гузели'],
])

/** The first name of «Имя Фамилия»; what looks like a nick or a company has none. */
export function firstNameOf(name: string | null): string | null {
  const first = name?.trim().split(/\s+/u)[0] ?? ''
  return /^\p{L}[\p{L}'’-]{1,30}$/u.test(first) ? first : null
}
