import { Select } from '@mantine/core'
import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { knownZone, listZones } from './time-zones.ts'

interface TimeZoneFieldProps {
  value: string
  onChange: (zone: string) => void
  /** A refusal of the server. */
  error?: string | undefined
}

/** Zones with their distance from UTC: people know «+5», not «Asia/Yekaterinburg». */
export function TimeZoneField({ value, onChange, error }: TimeZoneFieldProps) {
  const { t, i18n } = useLingui()
  const zone = knownZone(value)
  const options = useMemo(() => listZones(i18n.locale, zone), [i18n.locale, zone])
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
      value={zone}
      error={error}
      onChange={(chosen) => chosen !== null && onChange(chosen)}
    />
  )
}
