/** Dates as people say them: «сегодня, 14:05», «22 ноя», «5 мин назад». All words come from Intl, none from a catalogue. */
import type { LocaleSettings } from './locale-context.ts'

const DAY = 86_400_000

/** «сегодня, 14:05», «вчера, 9:30», «22 ноя, 14:05», «22 ноя 2025». `now` decides which. */
export function formatDateTime(value: Date, now: Date, settings: LocaleSettings): string {
  const day = formatDay(value, now, settings)
  return yearOf(value, settings) === yearOf(now, settings) ? `${day}, ${formatTime(value, settings)}` : day
}

/** «сегодня», «вчера», «завтра», «22 ноя», «22 ноя 2025». */
export function formatDay(value: Date, now: Date, settings: LocaleSettings): string {
  const distance = dayNumber(value, settings) - dayNumber(now, settings)
  if (Math.abs(distance) <= 1) return relative(settings.locale, 'long').format(distance, 'day')
  const withYear = yearOf(value, settings) !== yearOf(now, settings)
  const text = formatter(settings, {
    day: 'numeric',
    month: 'short',
    ...(withYear && { year: 'numeric' }),
  }).formatToParts(value)
  return text.map((part) => shortMonth(part, settings.locale)).join('')
}

/** «14:05». */
export function formatTime(value: Date, settings: LocaleSettings): string {
  return formatter(settings, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(value)
}

/** «22 ноября 2026 г. в 14:05:00 GMT+3 (Europe/Moscow)», for the hover. */
export function formatExact(value: Date, settings: LocaleSettings): string {
  const zone = settings.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  return `${formatter(settings, { dateStyle: 'long', timeStyle: 'long' }).format(value)} (${zone})`
}

/** «5 мин назад», «через 2 ч», «вчера». */
export function formatRelative(value: Date, now: Date, settings: LocaleSettings): string {
  const difference = value.getTime() - now.getTime()
  const distance = Math.abs(difference)
  const words = relative(settings.locale, 'short')
  if (distance < 45_000) return words.format(0, 'second')
  if (distance < 3_600_000)
    return words.format(Math.round(difference / 60_000), 'minute').replace('мин.', 'мин')
  if (distance < DAY) return words.format(Math.round(difference / 3_600_000), 'hour')
  if (distance < 7 * DAY) return words.format(dayNumber(value, settings) - dayNumber(now, settings), 'day')
  return formatDay(value, now, settings)
}

/** «42 мин», «1 ч», «1 ч 20 мин», «3 дн.». Never negative: the caller says whether it is late or left. */
export function formatDuration(milliseconds: number, locale: string): string {
  const minutes = Math.round(Math.abs(milliseconds) / 60_000)
  if (minutes < 60) return unit(locale, 'minute', minutes)
  if (minutes >= 2880) return unit(locale, 'day', Math.round(minutes / 1440))
  const rest = minutes % 60
  const hours = unit(locale, 'hour', Math.floor(minutes / 60))
  return rest === 0 || minutes >= 600 ? hours : `${hours} ${unit(locale, 'minute', rest)}`
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Building a formatter costs about 50 µs, and a list asks for one in every row. */
function formatter(settings: LocaleSettings, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([settings.locale, settings.timeZone, options])
  const known = formatters.get(key)
  if (known) return known
  const zone = settings.timeZone === undefined ? {} : { timeZone: settings.timeZone }
  const made = new Intl.DateTimeFormat(settings.locale, { ...options, ...zone })
  formatters.set(key, made)
  return made
}

function relative(locale: string, style: Intl.RelativeTimeFormatStyle): Intl.RelativeTimeFormat {
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style })
}

function unit(locale: string, name: string, value: number): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value)
}

function yearOf(value: Date, settings: LocaleSettings): string {
  return formatter({ ...settings, locale: 'en' }, { year: 'numeric' }).format(value)
}

/** Number of the calendar day in the zone, so that "yesterday" turns at local midnight. */
function dayNumber(value: Date, settings: LocaleSettings): number {
  const text = formatter({ ...settings, locale: 'sv' }, { dateStyle: 'short' }).format(value)
  return Date.parse(`${text}T00:00:00Z`) / DAY
}

/** CLDR gives «нояб.» and «сент.»; people here write three letters without a dot. The «г.» after a year goes too. */
function shortMonth(part: Intl.DateTimeFormatPart, locale: string): string {
  if (!locale.startsWith('ru')) return part.value
  if (part.type === 'month') return part.value.slice(0, 3)
  return part.type === 'literal' ? part.value.replace(/\s*г\.$/, '') : part.value
}
