import { Trans, useLingui } from '@lingui/react/macro'
import { EmptyState, PageHeader } from '@otklik/ui'
import { IconInbox } from '@tabler/icons-react'
import { usePageTitle } from '../app/page-title.ts'

export function FeedPage() {
  const { t } = useLingui()
  usePageTitle(t`Лента`)
  return (
    <>
      <PageHeader title={t`Лента`} />
      <EmptyState icon={<IconInbox size={28} />} title={t`Откликов пока нет`}>
        <Trans>Подключите канал в настройках, и каждый отклик появится здесь.</Trans>
      </EmptyState>
    </>
  )
}
