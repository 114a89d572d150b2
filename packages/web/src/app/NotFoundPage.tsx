import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { EmptyState } from '@otklik/ui'
import { IconMapQuestion } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'

/** An address that leads nowhere. */
export function NotFoundPage() {
  const { t } = useLingui()
  return (
    <EmptyState
      icon={<IconMapQuestion size={28} />}
      title={t`Такой страницы нет`}
      action={
        <Button component={Link} to="/feed">
          <Trans>Открыть ленту</Trans>
        </Button>
      }
    >
      <Trans>Возможно, ссылка устарела или в ней опечатка.</Trans>
    </EmptyState>
  )
}
