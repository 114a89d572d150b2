/**
 * Russian is the source text and travels inside the code; other languages are catalogues loaded on demand.
 * A message that lacks a translation is shown in Russian, never as an identifier.
 */
import { i18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import type { CompiledMessage } from '@lingui/message-utils/compileMessage'

export const locales = ['ru', 'en'] as const
export type Locale = (typeof locales)[number]

const storageKey = 'otklik.locale'
const compiled = new Map<string, CompiledMessage>()

/** Parsing costs some 20 µs, and a list says the same words in every row. */
i18n.setMessagesCompiler((message) => {
  const known = compiled.get(message)
  if (known !== undefined) return known
  const made = compileMessage(message)
  compiled.set(message, made)
  return made
})

/** What the person chose here, else what the browser asks for, else Russian. */
export function storedLocale(): Locale {
  const chosen = localStorage.getItem(storageKey)
  if (isLocale(chosen)) return chosen
  const wanted = navigator.languages.find((language) => isLocale(language.slice(0, 2)))?.slice(0, 2)
  return isLocale(wanted) ? wanted : 'ru'
}

export async function activateLocale(locale: Locale): Promise<void> {
  const messages = locale === 'en' ? (await import('../locales/en/messages.po')).messages : {}
  i18n.loadAndActivate({ locale, messages })
  document.documentElement.lang = locale
}

/** Remembers the choice in this browser and switches at once. */
export async function chooseLocale(locale: Locale): Promise<void> {
  localStorage.setItem(storageKey, locale)
  await activateLocale(locale)
}

export function isLocale(value: unknown): value is Locale {
  return value === 'ru' || value === 'en'
}
