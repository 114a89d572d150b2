import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Group, Switch, TextInput } from '@mantine/core'
import { formatDay, useLocale, useNow } from '@otklik/ui'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { Hours } from './settings-data.ts'
import classes from './Settings.module.css'

type Interval = { from: string; to: string }
type Week = NonNullable<Hours['week']>

interface HoursEditorProps {
  hours: Hours
  disabled: boolean
  onSave: (hours: Hours) => void
}

const workday: Interval = { from: '09:00', to: '18:00' }
const usualWeek: Week = [[workday], [workday], [workday], [workday], [workday], [], []]

/** Hours of the week, and days that differ: holidays and short days. */
export function HoursEditor({ hours, disabled, onSave }: HoursEditorProps) {
  const { t } = useLingui()
  const [draft, setDraft] = useState(hours)
  const names = useWeekdays()
  const changed = JSON.stringify(draft) !== JSON.stringify(hours)
  const wrong = hasWrong(draft)
  const { week } = draft
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (changed && !wrong) onSave(draft)
      }}
    >
      <Switch
        disabled={disabled}
        label={t`Круглосуточно`}
        checked={week === null}
        onChange={(event) => setDraft({ ...draft, week: event.currentTarget.checked ? null : usualWeek })}
      />
      {week?.map((day, index) => (
        <div key={names[index]} className={classes['day']} role="group" aria-label={names[index]}>
          <span className={classes['dayName']}>{names[index]}</span>
          <Intervals
            value={day}
            disabled={disabled}
            onChange={(value) => setDraft({ ...draft, week: week.with(index, value) })}
          />
        </div>
      ))}
      <SpecialDays days={draft.days} disabled={disabled} onChange={(days) => setDraft({ ...draft, days })} />
      {changed && (
        <Group gap="xs" mt="sm">
          <Button type="submit" disabled={wrong}>
            <Trans>Сохранить часы</Trans>
          </Button>
          <Button variant="default" onClick={() => setDraft(hours)}>
            <Trans>Отменить</Trans>
          </Button>
          {wrong && (
            <span role="alert" className={classes['wrong']}>
              <Trans>Конец раньше начала, или день не указан.</Trans>
            </span>
          )}
        </Group>
      )}
    </form>
  )
}

interface IntervalsProps {
  value: Interval[]
  disabled: boolean
  onChange: (value: Interval[]) => void
}

function Intervals({ value, disabled, onChange }: IntervalsProps) {
  const { t } = useLingui()
  return (
    <div className={classes['intervals']}>
      {value.length === 0 && (
        <span className={classes['dim']}>
          <Trans>выходной</Trans>
        </span>
      )}
      {value.map((interval, index) => (
        <span key={index} className={classes['interval']}>
          <TextInput
            type="time"
            size="xs"
            aria-label={t`С`}
            disabled={disabled}
            value={interval.from}
            onChange={(event) =>
              onChange(value.with(index, { ...interval, from: event.currentTarget.value }))
            }
          />
          <TextInput
            type="time"
            size="xs"
            aria-label={t`До`}
            disabled={disabled}
            // A field of time has no 24:00; the end of the day stands in it as its last minute.
            value={interval.to === '24:00' ? '23:59' : interval.to}
            onChange={(event) => {
              const to = event.currentTarget.value
              onChange(value.with(index, { ...interval, to: to === '23:59' ? '24:00' : to }))
            }}
          />
          <ActionIcon
            size="sm"
            aria-label={t`Убрать часы`}
            disabled={disabled}
            onClick={() => onChange(value.toSpliced(index, 1))}
          >
            <IconTrash size={15} />
          </ActionIcon>
        </span>
      ))}
      {value.length < 5 && (
        <ActionIcon
          size="sm"
          aria-label={t`Добавить часы`}
          disabled={disabled}
          onClick={() => onChange([...value, value.length === 0 ? workday : { from: '19:00', to: '22:00' }])}
        >
          <IconPlus size={15} />
        </ActionIcon>
      )}
    </div>
  )
}

interface SpecialDaysProps {
  days: Hours['days']
  disabled: boolean
  onChange: (days: Hours['days']) => void
}

function SpecialDays({ days, disabled, onChange }: SpecialDaysProps) {
  const { t } = useLingui()
  const settings = useLocale()
  const now = useNow()
  return (
    <div className={classes['special']}>
      <h4>{t`Праздники и короткие дни`}</h4>
      {days.map((day, index) => (
        <div key={index} className={classes['day']}>
          <TextInput
            type="date"
            size="xs"
            aria-label={t`День`}
            disabled={disabled}
            value={day.date}
            onChange={(event) => onChange(days.with(index, { ...day, date: event.currentTarget.value }))}
          />
          <TextInput
            size="xs"
            aria-label={t`Название`}
            placeholder={day.date === '' ? t`Название` : formatDay(new Date(day.date), now, settings)}
            disabled={disabled}
            maxLength={100}
            value={day.name}
            onChange={(event) => onChange(days.with(index, { ...day, name: event.currentTarget.value }))}
          />
          <Intervals
            value={day.hours}
            disabled={disabled}
            onChange={(hours) => onChange(days.with(index, { ...day, hours }))}
          />
          <ActionIcon
            size="sm"
            aria-label={t`Убрать день`}
            disabled={disabled}
            onClick={() => onChange(days.toSpliced(index, 1))}
          >
            <IconTrash size={15} />
          </ActionIcon>
        </div>
      ))}
      <Button
        size="compact-sm"
        variant="default"
        disabled={disabled}
        leftSection={<IconPlus size={14} />}
        onClick={() => onChange([...days, { date: '', name: '', hours: [] }])}
      >
        <Trans>Добавить день</Trans>
      </Button>
    </div>
  )
}

function hasWrong({ week, days }: Hours): boolean {
  const intervals = [...(week ?? []).flat(), ...days.flatMap(({ hours }) => hours)]
  return (
    intervals.some(({ from, to }) => from === '' || to === '' || from >= to) ||
    days.some(({ date }) => date === '')
  )
}

/** Monday first, by the language of the screen. */
function useWeekdays(): string[] {
  const { locale } = useLocale()
  const words = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  // 2024-01-01 was a Monday.
  return Array.from({ length: 7 }, (_, index) => words.format(new Date(Date.UTC(2024, 0, 1 + index))))
}
