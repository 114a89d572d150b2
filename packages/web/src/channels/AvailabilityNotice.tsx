import { Trans, useLingui } from '@lingui/react/macro'
import type { Availability } from '@otklik/contract'
import { Chip, useLocale } from '@otklik/ui'
import { Link } from '@tanstack/react-router'
import { sourceWords } from '../interests/words.ts'
import { Callout } from '../settings/Callout.tsx'
import { availabilityWords, countryName, formatDate } from './availability-words.ts'
import { useBothWords } from './channel-words.ts'
import { Fold } from './Fold.tsx'
import classes from './Channels.module.css'

interface AvailabilityNoticeProps {
  rows: readonly Availability[]
  /** What the channel itself is; rows of other networks are named. */
  sourceType: string
  country: string | null
  checkedOn: string
}

/** Where the network works and what the law asks of a business: its own country at once, the rest folded. */
export function AvailabilityNotice({ rows, sourceType, country, checkedOn }: AvailabilityNoticeProps) {
  const { locale } = useLocale()
  const here = rows.filter((row) => row.country === country && row.network === sourceType)
  const rest = rows.filter((row) => !here.includes(row))
  const checked = formatDate(checkedOn, locale)
  if (rows.length === 0) return null
  return (
    <div className={classes['availability']}>
      {country !== null && here.length > 0 && (
        <Callout tone="grey" title={countryName(country, locale)}>
          <Rows rows={here} sourceType={sourceType} />
          <small>
            <Trans>
              Страна взята из <Link to="/settings/workspace">часового пояса пространства</Link>. Источники
              прочитаны {checked}
            </Trans>
          </small>
        </Callout>
      )}
      {rest.length > 0 && (
        <Fold label={here.length > 0 ? <Trans>Другие страны</Trans> : <Trans>Доступность по странам</Trans>}>
          {[...new Set(rest.map((row) => row.country))].map((code) => (
            <section key={code} aria-label={countryName(code, locale)}>
              <strong>{countryName(code, locale)}</strong>
              <Rows rows={rest.filter((row) => row.country === code)} sourceType={sourceType} />
            </section>
          ))}
          {here.length === 0 && (
            <small>
              <Trans>Источники прочитаны {checked}</Trans>
            </small>
          )}
        </Fold>
      )}
    </div>
  )
}

function Rows({ rows, sourceType }: Pick<AvailabilityNoticeProps, 'rows' | 'sourceType'>) {
  const { i18n } = useLingui()
  const { locale } = useLocale()
  const say = useBothWords()
  return (
    <ul className={classes['availabilityRows']}>
      {rows.map(({ network, state, since, words, source }) => {
        const { words: name, tone } = availabilityWords[state]
        const date = formatDate(since, locale)
        return (
          <li key={`${network} ${state} ${since}`}>
            <Chip tone={tone}>{i18n._(name)}</Chip> {network !== sourceType && <b>{sourceWords(network)}</b>}{' '}
            <time dateTime={since}>
              <Trans>с {date}</Trans>
            </time>
            <p>
              {say(words)}{' '}
              <a href={source.url} target="_blank" rel="noreferrer">
                <Trans>Источник: {source.title}</Trans>
              </a>
            </p>
          </li>
        )
      })}
    </ul>
  )
}
