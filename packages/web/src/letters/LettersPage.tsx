import { Trans, useLingui } from '@lingui/react/macro'
import { EmptyState, PageHeader } from '@otklik/ui'
import { IconMailCog } from '@tabler/icons-react'
import { usePageTitle } from '../app/page-title.ts'

export function LettersPage() {
  const { t } = useLingui()
  usePageTitle(t`Автоматические письма`)
  return (
    <>
      <PageHeader title={t`Автоматические письма`} />
      <EmptyState icon={<IconMailCog size={28} />} title={t`Автоматических писем пока нет`}>
        <Trans>Сюда попадают рассылки, уведомления и автоответы, чтобы не мешать в ленте.</Trans>
      </EmptyState>
    </>
  )
}
