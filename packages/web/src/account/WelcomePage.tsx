import { Trans, useLingui } from '@lingui/react/macro'
import { EmptyState, PageHeader } from '@otklik/ui'
import { IconRocket } from '@tabler/icons-react'
import { usePageTitle } from '../app/page-title.ts'

export function WelcomePage() {
  const { t } = useLingui()
  usePageTitle(t`Первый запуск`)
  return (
    <>
      <PageHeader title={t`Первый запуск`} />
      <EmptyState icon={<IconRocket size={28} />} title={t`Добро пожаловать в Отклик`}>
        <Trans>Создайте владельца, чтобы начать.</Trans>
      </EmptyState>
    </>
  )
}
