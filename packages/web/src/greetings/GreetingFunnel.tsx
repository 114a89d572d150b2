import type { FunnelRow, FunnelStep } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { VisuallyHidden } from '@mantine/core'
import { ErrorState, PillTabs, SkeletonRows, formatNumber, useLocale, useNow } from '@otklik/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { describeProblem } from '../api/problems.ts'
import { SettingsPart } from '../settings/SettingsPage.tsx'
import { funnelQuery } from './greetings-data.ts'
import type { FigureOf } from './greetings-data.ts'
import { GreetedPeople } from './GreetedPeople.tsx'
import { useStepWords } from './step-words.ts'
import classes from './Greetings.module.css'

type Days = '1' | '7' | '30' | '90'

/** Requests to referrals per account (R071); every figure opens its people. */
export function GreetingFunnel() {
  const { t } = useLingui()
  const [length, setLength] = useState<Days>('30')
  const [opened, setOpened] = useState<FigureOf>()
  // Rounded up to the hour, so that the question stays the same while the page is looked at.
  const to = Math.ceil((useNow().getTime() + 1) / 3_600_000) * 3_600_000
  const days = {
    from: new Date(to - Number(length) * 86_400_000).toISOString(),
    to: new Date(to).toISOString(),
  }
  const funnel = useQuery(funnelQuery(days))
  return (
    <SettingsPart title={t`Воронка`}>
      <PillTabs<Days>
        label={t`За сколько дней`}
        value={length}
        onChange={setLength}
        tabs={[
          { value: '1', label: t`Сутки` },
          { value: '7', label: t`7 дней` },
          { value: '30', label: t`30 дней` },
          { value: '90', label: t`90 дней` },
        ]}
      />
      {funnel.isPending && <SkeletonRows count={3} height={44} />}
      {funnel.isError && (
        <ErrorState title={describeProblem(funnel.error).title} onRetry={() => void funnel.refetch()} />
      )}
      {funnel.data && funnel.data.items.length === 0 && (
        <p className={classes['detail']}>
          <Trans>За эти дни никто не приходил.</Trans>
        </p>
      )}
      {funnel.data && funnel.data.items.length > 0 && (
        <FunnelTable rows={funnel.data.items} total={funnel.data.total} onOpen={setOpened} />
      )}
      <GreetedPeople days={days} figure={opened} onClose={() => setOpened(undefined)} />
    </SettingsPart>
  )
}

type Counts = Omit<FunnelRow, 'channelId' | 'channelName'>

interface FunnelTableProps {
  rows: readonly FunnelRow[]
  total: Counts
  onOpen: (figure: FigureOf) => void
}

const columns = [
  'requests',
  'greetings',
  'replies',
  'referrals',
  'noReply',
  'waiting',
  'notSent',
] as const satisfies readonly FunnelStep[]

function FunnelTable({ rows, total, onOpen }: FunnelTableProps) {
  const { t } = useLingui()
  const words = useStepWords()
  const line = (counts: Counts, channelId: string | null) =>
    columns.map((step) => (
      <td key={step}>
        <Count
          label={words[step]}
          value={counts[step]}
          share={step === 'greetings' || step === 'replies' ? counts[step] / counts.requests : undefined}
          onOpen={() => onOpen({ step, channelId })}
        />
      </td>
    ))
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls sideways must scroll by keys as well
    <div className={classes['scroll']} role="region" aria-label={t`Воронка по аккаунтам`} tabIndex={0}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{t`Аккаунт`}</th>
            {columns.map((step) => (
              <th key={step} scope="col">
                {words[step]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.channelId}>
              <th scope="row">{row.channelName}</th>
              {line(row, row.channelId)}
            </tr>
          ))}
        </tbody>
        {rows.length > 1 && (
          <tfoot>
            <tr>
              <th scope="row">{t`Всего`}</th>
              {line(total, null)}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}

interface CountProps {
  label: string
  value: number
  share: number | undefined
  onOpen: () => void
}

function Count({ label, value, share, onOpen }: CountProps) {
  const { locale } = useLocale()
  if (value === 0) return <span className={classes['nothing']}>0</span>
  return (
    <>
      <button type="button" className={classes['figure']} onClick={onOpen}>
        <VisuallyHidden>{`${label}: `}</VisuallyHidden>
        {formatNumber(value, locale)}
      </button>
      {share !== undefined && Number.isFinite(share) && (
        <span className={classes['share']}>
          {' '}
          {new Intl.NumberFormat(locale, { style: 'percent' }).format(share)}
        </span>
      )}
    </>
  )
}
