import { Button, Group } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Webhook } from '@otklik/contract'
import { Chip, ConfirmByTyping, DateTime, ErrorState, showNotice, SkeletonRows } from '@otklik/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { describeProblem } from '../api/problems.ts'
import { SecretDialog } from '../members/SecretDialog.tsx'
import { Callout } from '../settings/Callout.tsx'
import { SettingsPage, SettingsPart } from '../settings/SettingsPage.tsx'
import { classWords, sourceWords } from '../interests/words.ts'
import { DeliveryLog } from './DeliveryLog.tsx'
import { PastForm } from './PastForm.tsx'
import { WebhookDialog } from './WebhookDialog.tsx'
import { refreshWebhooks, webhookQuery } from './webhook-queries.ts'
import { errorWords, eventWords, webhookState } from './webhook-words.ts'
import classes from './Webhooks.module.css'

/** One webhook: its state, a trial, its log, and the cards of the past. */
export function WebhookPage() {
  const { webhookId } = useParams({ strict: false })
  const { t } = useLingui()
  const webhook = useQuery(webhookQuery(webhookId ?? ''))
  if (webhook.data) return <Loaded webhook={webhook.data} />
  return (
    <SettingsPage title={t`Вебхук`}>
      {webhook.isError ? (
        <ErrorState title={describeProblem(webhook.error).title} onRetry={() => void webhook.refetch()} />
      ) : (
        <SkeletonRows count={4} height={56} />
      )}
    </SettingsPage>
  )
}

function Loaded({ webhook }: { webhook: Webhook }) {
  const { t } = useLingui()
  const { words, tone } = webhookState(webhook)
  const { name, url, events, sourceTypes, activityClasses, state, stoppedAt, lastError, formerSecretUntil } =
    webhook
  const filters = [...sourceTypes.map(sourceWords), ...activityClasses.map(classWords)]
  return (
    <SettingsPage
      wide
      title={name}
      lead={<span className={classes['url']}>{url}</span>}
      actions={<Chip tone={tone}>{words}</Chip>}
    >
      {state === 'stopped' && (
        <Callout tone="red" title={t`Получатель не отвечал больше суток`}>
          <Trans>
            Отклик перестал слать карточки. Почините получателя и включите вебхук: накопленное уйдёт по
            порядку.
          </Trans>{' '}
          {stoppedAt !== null && <DateTime value={stoppedAt} />}
        </Callout>
      )}
      {lastError !== null && state !== 'stopped' && <Callout tone="amber">{errorWords(lastError)}</Callout>}
      <p>
        {events.map(eventWords).join(', ')}
        {'. '}
        {filters.length > 0 && <Trans>Только: {filters.join(', ')}.</Trans>}
      </p>
      {formerSecretUntil !== null && (
        <p>
          <Trans>
            Прежний секрет тоже верен до <DateTime value={formerSecretUntil} />.
          </Trans>
        </p>
      )}
      <WebhookActions webhook={webhook} />
      <SettingsPart
        title={t`Журнал доставки`}
        lead={<Trans>Каждая попытка с запросом и ответом. Хранится 30 дней.</Trans>}
      >
        <DeliveryLog webhookId={webhook.id} />
      </SettingsPart>
      <SettingsPart
        title={t`Карточки за период`}
        lead={<Trans>Отправит уже пришедшие карточки, чтобы начать с полной базой.</Trans>}
      >
        <PastForm webhook={webhook} />
      </SettingsPart>
    </SettingsPage>
  )
}

function WebhookActions({ webhook }: { webhook: Webhook }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const { id, name, state } = webhook
  const [dialog, setDialog] = useState<'edit' | 'remove' | null>(null)
  const close = () => setDialog(null)
  const update = useMutation({
    mutationFn: (active: boolean) => api.webhooks.update({ id, active }),
    onSuccess: refreshWebhooks,
  })
  const rotate = useMutation({
    mutationFn: () => api.webhooks.rotateSecret({ id }),
    onSuccess: refreshWebhooks,
  })
  const test = useMutation({
    mutationFn: () => api.webhooks.test({ id }),
    onSettled: refreshWebhooks,
    onSuccess: ({ state: outcome, status, error }) =>
      outcome === 'delivered'
        ? showNotice({ tone: 'green', title: t`Получатель ответил: ${status ?? ''}` })
        : showNotice({ tone: 'red', title: t`Проверка не прошла`, detail: errorWords(error ?? '') }),
  })
  const remove = useMutation({
    mutationFn: () => api.webhooks.remove({ id }),
    onSuccess: async () => {
      await navigate({ to: '/settings/webhooks' })
      await refreshWebhooks()
    },
  })
  return (
    <Group gap="sm" my="md">
      <Button loading={test.isPending} onClick={() => test.mutate()}>
        <Trans>Проверить</Trans>
      </Button>
      <Button variant="default" onClick={() => setDialog('edit')}>
        <Trans>Изменить</Trans>
      </Button>
      <Button variant="default" loading={update.isPending} onClick={() => update.mutate(state !== 'active')}>
        {state === 'active' ? <Trans>Поставить на паузу</Trans> : <Trans>Включить</Trans>}
      </Button>
      <Button variant="default" loading={rotate.isPending} onClick={() => rotate.mutate()}>
        <Trans>Сменить секрет</Trans>
      </Button>
      <Button variant="default" onClick={() => setDialog('remove')}>
        <Trans>Удалить</Trans>
      </Button>
      {dialog === 'edit' && <WebhookDialog webhook={webhook} onClose={close} />}
      {rotate.data && (
        <SecretDialog
          title={t`Новый секрет вебхука «${name}»`}
          secret={rotate.data.secret}
          onClose={() => rotate.reset()}
        >
          <Trans>
            Сутки карточки подписаны обоими секретами: успеете заменить его у получателя, ничего не потеряв.
          </Trans>
        </SecretDialog>
      )}
      <ConfirmByTyping
        opened={dialog === 'remove'}
        title={t`Удалить вебхук`}
        phrase={name}
        confirmLabel={t`Удалить`}
        onConfirm={() => remove.mutate()}
        onClose={close}
      >
        <Trans>Карточки перестанут уходить по этому адресу, журнал доставки исчезнет.</Trans>
      </ConfirmByTyping>
    </Group>
  )
}
