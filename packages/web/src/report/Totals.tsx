import { leadStates } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { IconArrowDownRight, IconArrowUpRight } from '@tabler/icons-react'
import { formatNumber, useLocale } from '@otklik/ui'
import type { ReactNode } from 'react'
import { Figure } from './Figure.tsx'
import { change, points, share, withMinus } from './numbers.ts'
import { useReport } from './report-state.ts'
import { waiting } from './waiting.ts'
import classes from './Report.module.css'

/** The figures of the whole period, each with its change. */
export function Totals() {
  const { t } = useLingui()
  const { locale } = useLocale()
  const { report } = useReport()
  const { totals, previous } = report
  const whole = (part: number, of: { interests: number }) => ({ part, whole: of.interests })
  const rate = (name: 'processed' | 'withProof' | 'unanswered') =>
    points(whole(totals[name], totals), whole(previous[name], previous))
  const leadShare = share(totals.leads, totals.interests, locale)
  return (
    <dl className={classes['totals']}>
      <Tile label={t`Отклики`} delta={<Change now={totals.interests} before={previous.interests} />}>
        <Figure value={totals.interests} rows={{}} label={t`Отклики`} className={classes['big']} />
      </Tile>
      <Tile
        label={t`Людей`}
        note={t`по адресам и профилям`}
        delta={<Change now={totals.people} before={previous.people} />}
      >
        <span className={classes['big']}>{formatNumber(totals.people, locale)}</span>
      </Tile>
      <Tile
        label={t`Обработано`}
        note={t`от всех откликов`}
        delta={<Points value={rate('processed')} better="up" />}
      >
        <Figure
          value={totals.processed}
          rows={{ processed: true }}
          label={t`Обработано`}
          className={classes['big']}
        >
          {share(totals.processed, totals.interests, locale)}
        </Figure>
      </Tile>
      <Tile
        label={t`Лиды`}
        note={t`от всех откликов: ${leadShare}`}
        delta={<Change now={totals.leads} before={previous.leads} />}
      >
        <Figure
          value={totals.leads}
          rows={{ lead: leadStates.join(',') }}
          label={t`Лиды`}
          className={classes['big']}
        />
      </Tile>
      <Tile
        label={t`С подтверждением`}
        note={t`от всех откликов`}
        delta={<Points value={rate('withProof')} better="up" />}
      >
        <Figure
          value={totals.withProof}
          rows={{ hasProof: true }}
          label={t`С подтверждением`}
          className={classes['big']}
        >
          {share(totals.withProof, totals.interests, locale)}
        </Figure>
      </Tile>
      <Tile
        label={t`Без ответа`}
        note={share(totals.unanswered, totals.interests, locale)}
        delta={<Points value={rate('unanswered')} better="down" />}
      >
        <Figure
          value={totals.unanswered}
          rows={{ processed: false }}
          label={t`Без ответа`}
          className={classes['big']}
        />
      </Tile>
      <Tile
        label={t`Из них видны всем`}
        delta={<Change now={totals.publicUnanswered} before={previous.publicUnanswered} better="down" />}
      >
        <Figure
          value={totals.publicUnanswered}
          rows={{ processed: false, isPublic: true }}
          label={t`Публичные без ответа`}
          className={classes['big']}
        />
      </Tile>
      <Tile
        label={t`Открытые конфликты`}
        delta={<Change now={totals.conflicts} before={previous.conflicts} better="down" />}
      >
        <Figure
          value={totals.conflicts}
          rows={{ processed: false, level: 'critical,negative' }}
          label={t`Открытые конфликты`}
          className={classes['big']}
        />
      </Tile>
      <FirstAnswer />
    </dl>
  )
}

function FirstAnswer() {
  const { t } = useLingui()
  const { locale } = useLocale()
  const { report } = useReport()
  const { wait } = report.totals
  const p90 = waiting(wait.p90, locale)
  return (
    <Tile
      label={t`Первый ответ, медиана`}
      note={wait.p90 === null ? undefined : t`девять из десяти за ${p90}`}
      delta={<Change now={wait.median ?? 0} before={report.previous.wait.median ?? 0} better="down" />}
    >
      <span className={classes['big']}>{waiting(wait.median, locale)}</span>
    </Tile>
  )
}

interface TileProps {
  label: string
  note?: string | undefined
  delta: ReactNode
  children: ReactNode
}

function Tile({ label, note, delta, children }: TileProps) {
  return (
    <div className={classes['tile']}>
      <dt>{label}</dt>
      <dd>
        {children}
        {delta}
        {note !== undefined && <span className={classes['note']}>{note}</span>}
      </dd>
    </div>
  )
}

type Better = 'up' | 'down'

function Change({ now, before, better }: { now: number; before: number; better?: Better }) {
  const { locale } = useLocale()
  const words = change(now, before, locale)
  if (words === undefined || now === 0) return null
  return <Delta words={words} direction={now > before ? 'up' : 'down'} better={better} />
}

function Points({ value, better }: { value: number | undefined; better: Better }) {
  const { locale } = useLocale()
  if (value === undefined) return null
  const number = withMinus(new Intl.NumberFormat(locale, { signDisplay: 'always' }).format(value))
  return <Delta words={<Trans>{number} п. п.</Trans>} direction={value > 0 ? 'up' : 'down'} better={better} />
}

function Delta({
  words,
  direction,
  better,
}: {
  words: ReactNode
  direction: Better
  better: Better | undefined
}) {
  const Arrow = direction === 'up' ? IconArrowUpRight : IconArrowDownRight
  return (
    <span
      className={classes['delta']}
      data-tone={better === undefined ? 'grey' : better === direction ? 'green' : 'red'}
    >
      <Arrow size={14} aria-hidden />
      {words}
    </span>
  )
}
