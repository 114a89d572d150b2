import { Trans, useLingui } from '@lingui/react/macro'
import { Skeleton } from '@mantine/core'
import { EmptyState, ErrorState, NothingFound, PageHeader, useLocale, useNow } from '@otklik/ui'
import { IconChartBar } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo, useState } from 'react'
import { describeProblem } from '../api/problems.ts'
import { usePageTitle } from '../app/page-title.ts'
import { Attribution } from './Attribution.tsx'
import { ByAction, ByChannel, ByClass, ByProduct, ByResponsible, BySourceType } from './Breakdowns.tsx'
import { DayChart } from './DayChart.tsx'
import { ExportMenu } from './ExportMenu.tsx'
import { FilterChips, useReportFilterWords } from './FilterChips.tsx'
import { HeatMap } from './HeatMap.tsx'
import { PeriodBar } from './PeriodBar.tsx'
import { jointQuery } from './queries.ts'
import { daysName } from './report-days.ts'
import { feedOf, periodDays, reportFilter, withoutFilters } from './report-search.ts'
import type { ReportSearch } from './report-search.ts'
import { ReportContext, useReport } from './report-state.ts'
import type { OwnRows, ReportState } from './report-state.ts'
import { ReportFilters } from './ReportFilters.tsx'
import { Seasons } from './Seasons.tsx'
import { SourceSwitch } from './SourceSwitch.tsx'
import { Totals } from './Totals.tsx'
import { useLightPrint } from './use-light-print.ts'
import { useReportSearch } from './use-report-search.ts'
import classes from './Report.module.css'

const RowsDrawer = lazy(() => import('./RowsDrawer.tsx').then((loaded) => ({ default: loaded.RowsDrawer })))

/** The joint report («Сводный отчёт»): the whole activity of a period on one page, each figure opens its rows. */
export function ReportPage() {
  const { t } = useLingui()
  usePageTitle(t`Сводный отчёт`)
  useLightPrint()
  const { timeZone } = useLocale()
  const [search] = useReportSearch()
  const [rows, setRows] = useState<OwnRows>()
  const { from, to } = periodDays(search, useNow(), timeZone)
  const filter = useMemo(() => reportFilter(search, { from, to }, timeZone), [search, from, to, timeZone])
  const query = useQuery(jointQuery(filter, search.wait ?? 'received'))
  const days = { from, to }
  const state: ReportState | undefined = query.data && {
    search,
    days,
    filter,
    report: query.data,
    feed: (more) => feedOf(search, days, more),
    openRows: setRows,
  }
  return (
    <ReportContext value={state}>
      <div className={classes['report']}>
        <PageHeader
          title={t`Сводный отчёт`}
          actions={
            <>
              <ReportFilters />
              {state && <ExportMenu />}
            </>
          }
        >
          <PeriodBar days={days} />
        </PageHeader>
        {query.error && !state && (
          <ErrorState title={describeProblem(query.error).title} onRetry={() => void query.refetch()}>
            {describeProblem(query.error).detail}
          </ErrorState>
        )}
        {!state && !query.error && <Waiting />}
        {state && (
          <div
            className={classes['body']}
            data-stale={query.isPlaceholderData || undefined}
            aria-busy={query.isPlaceholderData}
          >
            <Days />
            <FilterChips />
            <Content />
          </div>
        )}
      </div>
      <Suspense>{state && rows && <RowsDrawer rows={rows} onClose={() => setRows(undefined)} />}</Suspense>
    </ReportContext>
  )
}

function Content() {
  const { report } = useReport()
  const isEmpty = report.totals.interests === 0 && report.previous.interests === 0
  return (
    <>
      {(report.sources.length > 0 || !isEmpty) && (
        <div className={classes['switch']}>
          <SourceSwitch />
        </div>
      )}
      {isEmpty ? (
        <Nothing />
      ) : (
        <>
          <Totals />
          <div className={classes['grid']}>
            <DayChart />
            <BySourceType />
            <ByResponsible />
            <ByChannel />
            <ByClass />
            <ByAction />
            <ByProduct />
            <HeatMap />
            <Seasons />
            <Attribution />
          </div>
        </>
      )}
    </>
  )
}

/** Which days, and with which they are compared. */
function Days() {
  const { locale, timeZone } = useLocale()
  const { days, report } = useReport()
  const { previous } = report.period
  const before = daysName(
    {
      from: dayIn(previous.from, timeZone),
      to: dayIn(new Date(Date.parse(previous.to) - 1).toISOString(), timeZone),
    },
    locale,
  )
  const now = daysName(days, locale)
  return (
    <p className={classes['days']}>
      <strong>{now}</strong>
      <span>
        <Trans>в сравнении с {before}</Trans>
      </span>
    </p>
  )
}

function Nothing() {
  const { t } = useLingui()
  const [search, setSearch] = useReportSearch()
  const words = useReportFilterWords(search)
  if (words.length > 0)
    return (
      <NothingFound
        filters={words.map((one) => one.words).join(', ')}
        onReset={() => setSearch(cleared(search))}
      />
    )
  return (
    <EmptyState icon={<IconChartBar size={28} />} title={t`За эти дни ничего не было`}>
      <Trans>Отчёт считает отклики из ленты. Выберите другой период или подключите канал.</Trans>
    </EmptyState>
  )
}

/** Every filter named as undefined, so that the change drops it. */
function cleared(search: ReportSearch): Partial<ReportSearch> {
  return {
    ...Object.fromEntries(Object.keys(search).map((name) => [name, undefined])),
    ...withoutFilters(search),
  }
}

function Waiting() {
  const { t } = useLingui()
  return (
    <div className={classes['body']} role="status" aria-label={t`Загрузка`} aria-busy>
      <div className={classes['totals']}>
        {Array.from({ length: 8 }, (_, index) => (
          <Skeleton key={index} height={84} radius="md" />
        ))}
      </div>
      <Skeleton height={220} radius="md" />
      <Skeleton height={260} radius="md" />
    </div>
  )
}

function dayIn(moment: string, timeZone: string | undefined): string {
  return new Intl.DateTimeFormat('sv', {
    dateStyle: 'short',
    ...(timeZone !== undefined && { timeZone }),
  }).format(new Date(moment))
}
