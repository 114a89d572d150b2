import { formatDuration } from '@otklik/ui'

/** «12 мин», «45 с»; a dash without answers. */
export function waiting(seconds: number | null, locale: string): string {
  if (seconds === null) return '–'
  if (seconds >= 60) return formatDuration(seconds * 1000, locale)
  return new Intl.NumberFormat(locale, { style: 'unit', unit: 'second', unitDisplay: 'short' }).format(
    seconds,
  )
}
