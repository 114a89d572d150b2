import { useLingui } from '@lingui/react/macro'
import { leadStates } from '@otklik/contract'
import type { Figures, Wait } from '@otklik/contract'
import { VisuallyHidden } from '@mantine/core'
import { formatNumber, useLocale } from '@otklik/ui'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { FeedSearch } from '../interests/feed-search.ts'
import { Figure, heard } from './Figure.tsx'
import { change, share } from './numbers.ts'
import { Section } from './Section.tsx'
import { waiting } from './waiting.ts'
import classes from './Report.module.css'

export interface BreakdownLine extends Figures {
  id: string
  label: string
  icon?: ReactNode
  previous: number
  wait?: Wait
  /** Narrows the feed to this line; undefined when no filter of the feed can: then `onOpen` shows the rows. */
  rows: FeedSearch | undefined
  onOpen?: () => void
}

interface BreakdownProps {
  title: string
  /** Head of the first column. */
  what: string
  lines: readonly BreakdownLine[]
  /** Shows the share of proof and the time to the first answer. */
  wide?: boolean
  note?: ReactNode
}

const shown = 8

/** A sum parted by one thing. Each number opens its rows. */
export function Breakdown({ title, what, lines, wide = false, note }: BreakdownProps) {
  const { t } = useLingui()
  const [all, setAll] = useState(false)
  const most = Math.max(1, ...lines.map((line) => line.interests))
  const visible = all ? lines : lines.slice(0, shown)
  const rest = lines.length - visible.length
  return (
    <Section title={title} wide={wide && 'screen'} note={note}>
      <div className={classes['scroll']}>
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col">{what}</th>
              <th scope="col">{t`Отклики`}</th>
              <th scope="col" className={classes['before']} title={t`В прошлом периоде`}>{t`Было`}</th>
              <th scope="col">{t`Обработано`}</th>
              {wide && <th scope="col">{t`С подтв.`}</th>}
              <th scope="col">{t`Без ответа`}</th>
              <th scope="col" title={t`Доля откликов, ставших лидами`}>{t`Лиды`}</th>
              {wide && <th scope="col">{t`Медиана ответа`}</th>}
              {wide && <th scope="col">{t`90 % за`}</th>}
            </tr>
          </thead>
          <tbody>
            {visible.map((line) => (
              <Line key={line.id} line={line} most={most} wide={wide} />
            ))}
          </tbody>
        </table>
      </div>
      {rest > 0 && (
        <button type="button" className={classes['more']} onClick={() => setAll(true)}>
          {t`Показать ещё: ${rest}`}
        </button>
      )}
    </Section>
  )
}

function Line({ line, most, wide }: { line: BreakdownLine; most: number; wide: boolean }) {
  const { t } = useLingui()
  const { locale } = useLocale()
  const { label, interests, processed, withProof, unanswered, leads, acts, wait } = line
  const delta = change(interests, line.previous, locale)
  return (
    <tr>
      <th scope="row">
        <span className={classes['name']}>
          {line.icon}
          <span className={classes['words']} title={label}>
            {label}
          </span>
        </span>
      </th>
      <td className={classes['barred']}>
        <span className={classes['bar']} style={{ width: `${(interests / most) * 100}%` }} />
        <Cell line={line} value={interests} what={t`отклики`} rows={{}}>
          {acts === interests ? undefined : t`действий: ${formatNumber(acts, locale)}`}
        </Cell>
      </td>
      <td className={classes['before']}>
        {formatNumber(line.previous, locale)}
        {delta !== undefined && <span className={classes['small']}>{delta}</span>}
      </td>
      <td>
        <Cell line={line} value={processed} what={t`обработано`} rows={{ processed: true }}>
          {share(processed, interests, locale)}
        </Cell>
      </td>
      {wide && (
        <td>
          <Cell line={line} value={withProof} what={t`с подтверждением`} rows={{ hasProof: true }}>
            {share(withProof, interests, locale)}
          </Cell>
        </td>
      )}
      <td>
        <Cell line={line} value={unanswered} what={t`без ответа`} rows={{ processed: false }}>
          {wide ? share(unanswered, interests, locale) : undefined}
        </Cell>
      </td>
      <td>
        <Cell line={line} value={leads} what={t`стали лидами`} rows={{ lead: leadStates.join(',') }}>
          {leads === 0 ? undefined : `${formatNumber(leads, locale)} · ${share(leads, interests, locale)}`}
        </Cell>
      </td>
      {wide && <td>{waiting(wait?.median ?? null, locale)}</td>}
      {wide && <td>{waiting(wait?.p90 ?? null, locale)}</td>}
    </tr>
  )
}

interface CellProps {
  line: BreakdownLine
  value: number
  what: string
  rows: FeedSearch
  children?: ReactNode
}

function Cell({ line, value, what, rows, children }: CellProps) {
  const { locale } = useLocale()
  const label = `${line.label}, ${what}`
  if (line.rows !== undefined) {
    return (
      <Figure value={value} rows={{ ...line.rows, ...rows }} label={label}>
        {children}
      </Figure>
    )
  }
  // Only the whole line can be shown here; its parts are read from the list.
  const { onOpen } = line
  if (!onOpen || value === 0 || Object.keys(rows).length > 0)
    return <span>{children ?? formatNumber(value, locale)}</span>
  return (
    <button type="button" className={classes['figure']} onClick={onOpen}>
      <VisuallyHidden>{heard(label, value, children, locale)}</VisuallyHidden>
      {children ?? formatNumber(value, locale)}
    </button>
  )
}
