import { Trans, useLingui } from '@lingui/react/macro'
import { EmptyState, PageHeader } from '@otklik/ui'
import { IconChartBar } from '@tabler/icons-react'
import { usePageTitle } from '../app/page-title.ts'

export function ReportPage() {
  const { t } = useLingui()
  usePageTitle(t`Отчёт`)
  return (
    <>
      <PageHeader title={t`Отчёт`} />
      <EmptyState icon={<IconChartBar size={28} />} title={t`Пока нечего считать`}>
        <Trans>Отчёт появится с первыми откликами.</Trans>
      </EmptyState>
    </>
  )
}
