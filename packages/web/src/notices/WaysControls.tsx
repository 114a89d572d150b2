import { useLingui } from '@lingui/react/macro'
import { Checkbox, NativeSelect } from '@mantine/core'
import { EmailPace, type NoticeWays } from '@otklik/contract'
import classes from './NoticeSettings.module.css'

interface WaysControlsProps {
  /** Of what: said to screen readers with each control. */
  name: string
  ways: NoticeWays
  onChange: (ways: NoticeWays) => void
}

/** What the columns are; on a phone each control says it itself. */
export function WayHeads({ removable = false }: { removable?: boolean }) {
  const { t } = useLingui()
  return (
    <div className={classes['heads']} data-removable={removable || undefined} aria-hidden>
      <span />
      <span>{t`В системе`}</span>
      <span>{t`Письмо`}</span>
      <span>{t`Телефон`}</span>
    </div>
  )
}

/** Three ways to hear of one thing: the bell, a letter, a push. */
export function WaysControls({ name, ways, onChange }: WaysControlsProps) {
  const { t } = useLingui()
  const paces: { value: EmailPace; label: string }[] = [
    { value: 'off', label: t`не писать` },
    { value: 'now', label: t`сразу` },
    { value: 'hourly', label: t`раз в час` },
    { value: 'daily', label: t`раз в день` },
  ]
  return (
    <>
      <Checkbox
        className={classes['way'] ?? ''}
        label={<span className={classes['wayWords']}>{t`В системе`}</span>}
        aria-label={t`${name}: в системе`}
        checked={ways.inApp}
        onChange={(event) => onChange({ ...ways, inApp: event.currentTarget.checked })}
      />
      <label className={classes['way']}>
        <span className={classes['wayWords']}>{t`Письмо`}</span>
        <NativeSelect
          size="sm"
          aria-label={t`${name}: письмо`}
          value={ways.email}
          data={paces}
          onChange={(event) => onChange({ ...ways, email: EmailPace.parse(event.currentTarget.value) })}
        />
      </label>
      <Checkbox
        className={classes['way'] ?? ''}
        label={<span className={classes['wayWords']}>{t`На телефон и в браузер`}</span>}
        aria-label={t`${name}: на телефон и в браузер`}
        checked={ways.push}
        onChange={(event) => onChange({ ...ways, push: event.currentTarget.checked })}
      />
    </>
  )
}
