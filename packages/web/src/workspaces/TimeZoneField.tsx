import { Select } from '@mantine/core'
import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'

/** Zones with their distance from UTC: people know «+5», not «Asia/Yekaterinburg». */
export function TimeZoneField({ value, onChange }: { value: string; onChange: (zone: string) => void }) {
  const { t, i18n } = useLingui()
  const options = useMemo(() => listZones(i18n.locale, value), [i18n.locale, value])
  return (
    <Select
      label={t`Часовой пояс`}
      description={t`По нему считаются дни и сроки`}
      searchable
      allowDeselect={false}
      required
      withAsterisk={false}
      nothingFoundMessage={t`Такого пояса нет`}
      data={options}
      value={value}
      onChange={(zone) => zone !== null && onChange(zone)}
    />
  )
}

/** The list of the browser lacks UTC and former names of zones. */
function listZones(locale: string, current: string): { value: string; label: string }[] {
  const now = new Date()
  return [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', current])]
    .map((zone) => ({ zone, offset: offsetMinutes(zone, now) }))
    .toSorted((a, b) => a.offset - b.offset || a.zone.localeCompare(b.zone, locale))
    .map(({ zone, offset }) => ({
      value: zone,
      label: zone === 'UTC' ? 'UTC' : `${offsetWords(offset)} ${zone.replaceAll('_', ' ')}`,
    }))
}

function offsetMinutes(timeZone: string, now: Date): number {
  const name =
    new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
      .formatToParts(now)
      .find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const found = /GMT([+-])(\d\d):(\d\d)/.exec(name)
  if (!found) return 0
  return (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3]))
}

function offsetWords(minutes: number): string {
  const absolute = Math.abs(minutes)
  const rest = absolute % 60
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(absolute / 60)}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
}
