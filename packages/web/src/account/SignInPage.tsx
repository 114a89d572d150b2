import { Trans, useLingui } from '@lingui/react/macro'
import { EmptyState, PageHeader } from '@otklik/ui'
import { IconLogin } from '@tabler/icons-react'
import { usePageTitle } from '../app/page-title.ts'

export function SignInPage() {
  const { t } = useLingui()
  usePageTitle(t`Вход`)
  return (
    <>
      <PageHeader title={t`Вход`} />
      <EmptyState icon={<IconLogin size={28} />} title={t`Войдите в Отклик`}>
        <Trans>Нужны почта и пароль.</Trans>
      </EmptyState>
    </>
  )
}
