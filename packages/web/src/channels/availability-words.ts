/** Words for what is known of networks in countries. */
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Availability } from '@otklik/contract'
import type { Tone } from '@otklik/ui'

export const availabilityWords: Record<Availability['state'], { words: MessageDescriptor; tone: Tone }> = {
  blocked: { words: msg`Блокировка`, tone: 'red' },
  limited: { words: msg`Ограничение`, tone: 'amber' },
  open: { words: msg`Доступ открыт`, tone: 'green' },
  law: { words: msg`Закон`, tone: 'grey' },
}

export function isBarred({ state }: Availability): boolean {
  return state === 'blocked' || state === 'limited'
}

export function countryName(code: string, locale: string): string {
  return new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code
}

/** A day without a time is the same day in every zone. */
export function formatDate(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day))
}
