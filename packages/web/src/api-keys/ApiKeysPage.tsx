import { Anchor, Button } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import type { ApiKey } from '@otklik/contract'
import { Chip, DateTime, EmptyState, ErrorState, RelativeTime, SkeletonRows } from '@otklik/ui'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { describeProblem } from '../api/problems.ts'
import { queryClient } from '../api/query-client.ts'
import { usePermissionWords } from '../members/role-words.ts'
import { SettingsPage } from '../settings/SettingsPage.tsx'
import { NewKeyDialog } from './NewKeyDialog.tsx'
import classes from '../settings/Settings.module.css'

/** Keys of programs: make, see when used, revoke. */
export function ApiKeysPage() {
  const { t } = useLingui()
  const [making, setMaking] = useState(false)
  const keys = useQuery({ queryKey: ['api-keys'], queryFn: () => api.apiKeys.list() })
  const make = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
      <Trans>Новый ключ</Trans>
    </Button>
  )
  return (
    <SettingsPage
      title={t`Ключи API`}
      lead={
        <Trans>
          Сайт или программа с ключом делает только то, что ключу разрешено. Все возможности описаны в{' '}
          <Anchor href="/api/docs" target="_blank" underline="always">
            справочнике API
          </Anchor>
          .
        </Trans>
      }
      actions={make}
    >
      {keys.isPending && <SkeletonRows count={3} height={60} />}
      {keys.isError && (
        <ErrorState title={describeProblem(keys.error).title} onRetry={() => void keys.refetch()} />
      )}
      {keys.data?.items.length === 0 && (
        <EmptyState icon={<IconKey size={28} />} title={t`Ключей пока нет`} action={make}>
          <Trans>Ключ нужен, чтобы сайт или другая программа присылали отклики или забирали отчёты.</Trans>
        </EmptyState>
      )}
      {keys.data && keys.data.items.length > 0 && (
        <ul className={classes['rows']}>
          {keys.data.items.map((key) => (
            <KeyRow key={key.id} apiKey={key} />
          ))}
        </ul>
      )}
      {making && <NewKeyDialog onClose={() => setMaking(false)} />}
    </SettingsPage>
  )
}

function KeyRow({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useLingui()
  const permissionWords = usePermissionWords()
  const { id, name, prefix, scopes, createdBy, createdAt, lastUsedAt, revokedAt } = apiKey
  const revoke = useMutation({
    mutationFn: () => api.apiKeys.revoke({ id }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['api-keys'] }),
  })
  const maker = createdBy ?? t`программа`
  return (
    <li className={classes['row']}>
      <IconKey size={22} stroke={1.6} />
      <div className={classes['rowWords']}>
        <strong>{name}</strong> <code>{prefix}…</code>
        <small>{scopes.map(permissionWords).join('; ')}</small>
        <small>
          <Trans>
            создал {maker}, <DateTime value={createdAt} />
          </Trans>
          {'. '}
          {lastUsedAt === null ? (
            t`Ещё не использован`
          ) : (
            <Trans>
              Использован <RelativeTime value={lastUsedAt} />
            </Trans>
          )}
        </small>
      </div>
      {revokedAt === null ? (
        <Button
          variant="default"
          size="xs"
          loading={revoke.isPending}
          aria-label={t`Отозвать: ${name}`}
          onClick={() => revoke.mutate()}
        >
          <Trans>Отозвать</Trans>
        </Button>
      ) : (
        <Chip tone="grey">{t`отозван`}</Chip>
      )}
    </li>
  )
}
