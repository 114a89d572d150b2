import { useLingui } from '@lingui/react/macro'
import type { NamedLine, ReportLine } from '@otklik/contract'
import { Avatar, NetworkIcon } from '@otklik/ui'
import { SegmentedControl } from '@mantine/core'
import { actionWords, classWords, sourceWords } from '../interests/words.ts'
import { Breakdown } from './Breakdown.tsx'
import type { BreakdownLine } from './Breakdown.tsx'
import { useReport } from './report-state.ts'
import { useReportSearch } from './use-report-search.ts'
import classes from './Report.module.css'

/** R192: how each colleague works. */
export function ByResponsible() {
  const { t } = useLingui()
  const { report } = useReport()
  const lines: BreakdownLine[] = report.byResponsible.map(({ key, member, ...figures }) => {
    const label = key === null ? t`Никто` : (member?.name ?? t`Бывший коллега`)
    return {
      ...figures,
      id: key ?? 'none',
      label,
      icon: key === null ? undefined : <Avatar name={label} photoUrl={member?.photoUrl} size={22} />,
      rows: { responsibleId: key ?? 'none' },
    }
  })
  return (
    <Breakdown title={t`По ответственным`} what={t`Ответственный`} lines={lines} wide note={<WaitSwitch />} />
  )
}

export function BySourceType() {
  const { t } = useLingui()
  const { report } = useReport()
  const lines = report.bySourceType.map((line) => ({
    ...line,
    id: line.key,
    label: sourceWords(line.key),
    icon: <NetworkIcon network={line.key} />,
    rows: { sourceType: line.key },
  }))
  return <Breakdown title={t`По типам источников`} what={t`Тип источника`} lines={lines} wide />
}

export function ByChannel() {
  const { t } = useLingui()
  const { report, openRows } = useReport()
  const lines = report.byChannel.map(({ key, name, ...figures }): BreakdownLine => {
    const label = key === null ? t`Без канала` : (name ?? t`Удалённый канал`)
    if (key !== null) return { ...figures, id: key, label, rows: { channelId: key } }
    return {
      ...figures,
      id: 'none',
      label,
      rows: undefined,
      onOpen: () => openRows({ title: label, withoutChannel: true }),
    }
  })
  return <Breakdown title={t`По источникам`} what={t`Канал`} lines={lines} />
}

export function ByClass() {
  const { t } = useLingui()
  const { report } = useReport()
  const lines = report.byClass.map((line) => ({
    ...line,
    id: line.key,
    label: classWords(line.key),
    rows: { activityClass: line.key },
  }))
  return <Breakdown title={t`По классам активности`} what={t`Класс`} lines={lines} />
}

export function ByAction() {
  const { t } = useLingui()
  const { report } = useReport()
  const lines = report.byAction.map((line: ReportLine) => ({
    ...line,
    id: line.key,
    label: actionWords(line.key),
    rows: { action: line.key },
  }))
  return <Breakdown title={t`По действиям`} what={t`Действие`} lines={lines} />
}

export function ByProduct() {
  const { t } = useLingui()
  const { report } = useReport()
  const lines = report.byProduct.map(({ key, name, ...figures }: NamedLine) => ({
    ...figures,
    id: key ?? 'none',
    label: key === null ? t`Без продукта` : (name ?? t`Удалённый продукт`),
    rows: { productId: key ?? 'none' },
  }))
  return <Breakdown title={t`По продуктам`} what={t`Продукт`} lines={lines} />
}

/** From which moment the wait is counted; it concerns every time to the first answer on the page. */
function WaitSwitch() {
  const { t } = useLingui()
  const [search, setSearch] = useReportSearch()
  return (
    <span className={classes['waitSwitch']}>
      <span>{t`Время до первого ответа считается`}</span>
      <SegmentedControl
        size="xs"
        aria-label={t`От чего считать время до ответа`}
        value={search.wait ?? 'received'}
        onChange={(value) => setSearch({ wait: value === 'occurred' ? 'occurred' : undefined })}
        data={[
          { value: 'received', label: t`от поступления к нам` },
          { value: 'occurred', label: t`от события` },
        ]}
      />
    </span>
  )
}
