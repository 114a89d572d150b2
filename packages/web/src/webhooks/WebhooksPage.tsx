import { Button } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Webhook } from '@otklik/contract'
import { Chip, EmptyState, ErrorState, RelativeTime, SkeletonRows } from '@otklik/ui'
import { IconPlus, IconWebhook } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { describeProblem } from '../api/problems.ts'
import { SettingsPage } from '../settings/SettingsPage.tsx'
import rows from '../settings/Settings.module.css'
import { WebhookDialog } from './WebhookDialog.tsx'
import { webhooksQuery } from './webhook-queries.ts'
import { errorWords, webhookState } from './webhook-words.ts'

/** Other systems that get copies of cards. */
export function WebhooksPage() {
  const { t } = useLingui()
  const [making, setMaking] = useState(false)
  const list = useQuery(webhooksQuery)
  const make = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
      <Trans>Новый вебхук</Trans>
    </Button>
  )
  return (
    <SettingsPage
      title={t`Вебхуки`}
      lead={
        <Trans>
          Копия каждой карточки уходит в вашу CRM или программу, как только что-то произошло. Ни одна не
          теряется: пока получатель молчит, Отклик пробует снова.
        </Trans>
      }
      {...(list.data && list.data.items.length > 0 && { actions: make })}
    >
      {list.isPending && <SkeletonRows count={3} height={64} />}
      {list.isError && (
        <ErrorState title={describeProblem(list.error).title} onRetry={() => void list.refetch()} />
      )}
      {list.data?.items.length === 0 && (
        <EmptyState icon={<IconWebhook size={28} />} title={t`Вебхуков пока нет`} action={make}>
          <Trans>
            Укажите адрес, куда присылать карточки: так отклики попадут в amoCRM, Битрикс24, 1С или вашу
            программу.
          </Trans>
        </EmptyState>
      )}
      {list.data && list.data.items.length > 0 && (
        <ul className={rows['rows']}>
          {list.data.items.map((webhook) => (
            <WebhookRow key={webhook.id} webhook={webhook} />
          ))}
        </ul>
      )}
      {making && <WebhookDialog onClose={() => setMaking(false)} />}
    </SettingsPage>
  )
}

function WebhookRow({ webhook }: { webhook: Webhook }) {
  const { id, name, url, lastSuccessAt, lastError, waiting } = webhook
  const { words, tone } = webhookState(webhook)
  return (
    <li className={rows['row']}>
      <IconWebhook size={22} stroke={1.6} />
      <div className={rows['rowWords']}>
        <Link to="/settings/webhooks/$webhookId" params={{ webhookId: id }}>
          <strong>{name}</strong>
        </Link>
        <small style={{ overflowWrap: 'anywhere' }}>{url}</small>
        <small>
          {lastError !== null ? (
            errorWords(lastError)
          ) : lastSuccessAt === null ? (
            <Trans>Ещё ничего не отправлялось</Trans>
          ) : (
            <Trans>
              Последняя карточка <RelativeTime value={lastSuccessAt} />
            </Trans>
          )}
          {waiting > 0 && (
            <>
              {'. '}
              <Trans>Ждут отправки: {waiting}</Trans>
            </>
          )}
        </small>
      </div>
      <Chip tone={tone}>{words}</Chip>
    </li>
  )
}
