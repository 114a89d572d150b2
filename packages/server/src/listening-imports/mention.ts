/** A row of an export as the input of the intake. Pure. */
import { createHash } from 'node:crypto'
import type {
  InterestInput,
  ListeningField,
  ListeningMapping,
  RowProblem,
  TriageLevel,
} from '@otklik/contract'
import { objectKeyOf } from '../channels/index.ts'

export interface Mention {
  input: InterestInput
  level: TriageLevel
}

const networks: readonly [RegExp, string][] = [
  [/(?:^|\.)(?:vk\.com|vk\.ru|vkvideo\.ru)$/, 'vk'],
  [/(?:^|\.)(?:ok\.ru|odnoklassniki\.ru)$/, 'ok'],
  [/(?:^|\.)(?:t\.me|telegram\.me)$/, 'telegram'],
  [/(?:^|\.)max\.ru$/, 'max'],
  [/(?:^|\.)facebook\.com$/, 'facebook'],
  [/(?:^|\.)instagram\.com$/, 'instagram'],
  [/(?:^|\.)(?:x|twitter)\.com$/, 'x'],
  [/(?:^|\.)(?:youtube\.com|youtu\.be)$/, 'youtube'],
  [/(?:^|\.)avito\.ru$/, 'avito'],
  [/(?:^|\.)2gis\.(?:ru|com|kz)$/, '2gis'],
]

export function readMention(
  cells: readonly string[],
  mapping: ListeningMapping,
  timeZone: string,
): Mention | { problem: RowProblem } {
  const get = (field: ListeningField): string => {
    const column = mapping[field]
    return column === undefined ? '' : (cells[column] ?? '').trim()
  }
  const text = wordsOf(get('title'), get('text'))
  if (text === '') return { problem: 'no_text' }
  const date = get('date')
  const occurredAt = date === '' ? null : readDate(date, get('time'), timeZone)
  if (date !== '' && occurredAt === null) return { problem: 'bad_date' }
  const url = webAddress(get('url'))
  const author = authorOf(get('author'), get('authorUrl'))
  const key = url === null ? null : objectKeyOf(url)
  const level = levelOf(get('tonality'))
  const fields = (['tonality', 'city', 'views'] as const).map((name) => ({
    name: fieldNames[name],
    value: get(name),
  }))
  return {
    level,
    input: {
      externalId: `listening:${sha(url ?? [text, author?.name ?? '', date].join('\n'))}`,
      ...(key !== null && { objectKey: key }),
      sourceType: sourceOf(url),
      activityClass: 'social',
      action: 'mention',
      ...(url !== null && { sourceUrl: url }),
      ...(get('source') !== '' && { sourceTitle: get('source').slice(0, 300) }),
      ...(occurredAt && { occurredAt: occurredAt.toISOString() }),
      ...(author && { author }),
      text: text.slice(0, 100_000),
      isPublic: true,
      fields: fields.filter(({ value }) => value !== ''),
    },
  }
}

const fieldNames = { tonality: 'Тональность', city: 'Город', views: 'Просмотры' } as const

function wordsOf(title: string, text: string): string {
  return title === '' || text.startsWith(title) ? text : text === '' ? title : `${title}\n\n${text}`
}

function authorOf(name: string, profile: string): InterestInput['author'] | null {
  const profileUrl = webAddress(profile)
  if (name === '' && profileUrl === null) return null
  return { ...(name !== '' && { name: name.slice(0, 200) }), ...(profileUrl !== null && { profileUrl }) }
}

function webAddress(value: string): string | null {
  return value.length <= 2000 && /^https?:\/\//i.test(value) && URL.canParse(value)
    ? new URL(value).href
    : null
}

function sourceOf(url: string | null): string {
  if (url === null) return 'other'
  const { hostname, pathname } = new URL(url)
  if (/(?:^|\.)yandex\.(?:ru|com|kz)$/.test(hostname) && pathname.startsWith('/maps')) return 'yandex_maps'
  return networks.find(([host]) => host.test(hostname))?.[1] ?? 'other'
}

function levelOf(tonality: string): TriageLevel {
  return /^(?:негатив|отрицат|negative|-\s*\d)/i.test(tonality) ? 'negative' : 'positive_neutral'
}

function sha(value: string): string {
  return createHash('sha256').update(value).digest('hex')
}

/** `31.12.2026 18:05`, `2026-12-31 18:05:01`, ISO; without a zone it is the time of the workspace. */
export function readDate(date: string, time: string, timeZone: string): Date | null {
  const ru = /^(\d{1,2})[./](\d{1,2})[./](\d{4})(?:[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(date)
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?Z?$/.exec(date)
  const zoned = /[+-]\d{2}:?\d{2}$/.test(date) && date.includes(':') ? new Date(date) : null
  if (zoned) return Number.isNaN(zoned.getTime()) ? null : zoned
  const [year, month, day, rest] = ru
    ? [ru[3], ru[2], ru[1], ru.slice(4, 7)]
    : iso
      ? [iso[1], iso[2], iso[3], iso.slice(4, 7)]
      : []
  if (!year || !rest) return null
  const clock = /(\d{1,2}):(\d{2})(?::(\d{2}))?/.exec(time)?.slice(1, 4) ?? rest
  const [hour, minute, second] = clock.map((part: string | undefined) => Number(part ?? 0))
  const wall = Date.UTC(Number(year), Number(month) - 1, Number(day), hour, minute, second)
  const moment = new Date(wall)
  if (moment.getUTCDate() !== Number(day) || moment.getUTCMonth() !== Number(month) - 1) return null
  return new Date(wall - (wallClock(moment, timeZone) - wall))
}

function wallClock(moment: Date, timeZone: string): number {
  const text = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(
    moment,
  )
  return Date.parse(`${text.replace(' ', 'T')}Z`)
}
