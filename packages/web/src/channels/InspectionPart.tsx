import type { Inspection } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { DateTime, RelativeTime } from '@otklik/ui'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { abilityWords, useBothWords } from './channel-words.ts'
import classes from './Channels.module.css'

/** What the network says the keys allow: what works, what is missing and how to get it, and when a key ends. */
export function InspectionPart({ inspection }: { inspection: Inspection }) {
  const { t } = useLingui()
  const say = useBothWords()
  const { account, works, missing, expires, notices, at } = inspection
  return (
    <div>
      <p>
        <strong>{account.name}</strong> ·{' '}
        <Trans>
          проверено <RelativeTime value={at} />
        </Trans>
      </p>
      {notices.length > 0 && (
        <div className={classes['notices']}>
          {notices.map((notice) => (
            <p key={notice.en} className={classes['verdict']} data-tone="amber">
              <IconAlertTriangle size={18} /> <span>{say(notice)}</span>
            </p>
          ))}
        </div>
      )}
      <ul className={classes['abilities']} aria-label={t`Что умеет этот канал`}>
        {works.map((one) => (
          <li key={one} data-tone="green">
            <IconCircleCheck size={16} aria-label={t`работает`} /> {abilityWords(one)}
          </li>
        ))}
        {missing.map(({ capability, reason, howToFix }) => (
          <li key={capability} data-tone="amber">
            <IconAlertTriangle size={16} aria-label={t`не работает`} />{' '}
            <span>
              {abilityWords(capability)}: {say(reason)}. {say(howToFix)}
            </span>
          </li>
        ))}
      </ul>
      {expires.map(({ what, at: end }) => (
        <p key={`${what.en} ${end}`}>
          {say(what)}: <Trans>действует до</Trans> <DateTime value={end} />
        </p>
      ))}
    </div>
  )
}
