import { Accordion, Button, Group } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import type { WebhookDelivery } from '@otklik/contract'
import { Chip, DateTime, ErrorState, PillTabs, SkeletonRows } from '@otklik/ui'
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { describeProblem } from '../api/problems.ts'
import { deliveriesQuery, deliveryQuery, refreshWebhooks } from './webhook-queries.ts'
import { deliveryState, errorWords, eventWords } from './webhook-words.ts'
import classes from './Webhooks.module.css'

type State = WebhookDelivery['state']

/** What was sent, newest first; a line opens to the request and the answer. */
export function DeliveryLog({ webhookId }: { webhookId: string }) {
  const { t } = useLingui()
  const [state, setState] = useState<State | 'all'>('all')
  const log = useInfiniteQuery(deliveriesQuery(webhookId, state === 'all' ? null : state))
  const items = log.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <PillTabs
        label={t`Журнал доставки`}
        value={state}
        onChange={setState}
        tabs={[
          { value: 'all', label: t`Все` },
          { value: 'waiting', label: t`Ждут` },
          { value: 'failed', label: t`Не доставлены` },
          { value: 'delivered', label: t`Доставлены` },
        ]}
      />
      {log.isPending && <SkeletonRows count={5} height={48} />}
      {log.isError && (
        <ErrorState title={describeProblem(log.error).title} onRetry={() => void log.refetch()} />
      )}
      {log.isSuccess && items.length === 0 && (
        <p className={classes['none']}>
          <Trans>Здесь пока пусто. Нажмите «Проверить», чтобы отправить первую.</Trans>
        </p>
      )}
      {items.length > 0 && (
        <Accordion variant="contained" mt="sm" chevronPosition="left">
          {items.map((delivery) => (
            <DeliveryLine key={delivery.id} webhookId={webhookId} delivery={delivery} />
          ))}
        </Accordion>
      )}
      {log.hasNextPage && (
        <Group justify="center" mt="sm">
          <Button variant="default" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            <Trans>Показать ещё</Trans>
          </Button>
        </Group>
      )}
    </>
  )
}

function DeliveryLine({ webhookId, delivery }: { webhookId: string; delivery: WebhookDelivery }) {
  const { t } = useLingui()
  const { id, type, at, state, attempts, status, durationMs, error, nextTryAt } = delivery
  const { words, tone } = deliveryState(state)
  return (
    <Accordion.Item value={id}>
      <Accordion.Control>
        <span className={classes['line']}>
          <span className={classes['what']}>{eventWords(type)}</span>
          <Chip tone={tone}>{words}</Chip>
          <span className={classes['facts']}>
            {status ?? ''} {durationMs === null ? '' : t`${durationMs} мс`}
          </span>
          <DateTime value={at} className={classes['facts'] ?? ''} />
        </span>
        {error !== null && state !== 'delivered' && (
          <span className={classes['facts']}>
            {errorWords(error)}.{' '}
            {type !== 'webhook.test' && attempts > 0 && <Trans>Попыток: {attempts} из 8.</Trans>}{' '}
            {state === 'waiting' && nextTryAt !== null && (
              <Trans>
                Следующая <DateTime value={nextTryAt} />
              </Trans>
            )}
          </span>
        )}
      </Accordion.Control>
      <Accordion.Panel>
        <DeliveryDetail webhookId={webhookId} deliveryId={id} />
      </Accordion.Panel>
    </Accordion.Item>
  )
}

function DeliveryDetail({ webhookId, deliveryId }: { webhookId: string; deliveryId: string }) {
  const { t } = useLingui()
  const detail = useQuery(deliveryQuery(webhookId, deliveryId))
  const again = useMutation({
    mutationFn: () => api.webhooks.redeliver({ id: webhookId, deliveryId }),
    onSuccess: refreshWebhooks,
  })
  if (detail.isError)
    return <ErrorState title={describeProblem(detail.error).title} onRetry={() => void detail.refetch()} />
  if (!detail.data) return <SkeletonRows count={2} height={40} />
  const { request, answer, interestId } = detail.data
  return (
    <>
      <CodePart title={t`Запрос`} code={request === null ? t`Ещё не отправлялся` : pretty(request)} />
      <CodePart title={t`Ответ`} code={answer === null || answer === '' ? t`Пусто` : answer} />
      <Group gap="sm" mt="sm">
        <Button variant="default" size="xs" loading={again.isPending} onClick={() => again.mutate()}>
          <Trans>Отправить ещё раз</Trans>
        </Button>
        {interestId !== null && (
          <Link to="/feed" search={{ card: interestId }} className={classes['cardLink'] ?? ''}>
            <Trans>Открыть карточку</Trans>
          </Link>
        )}
      </Group>
    </>
  )
}

function CodePart({ title, code }: { title: string; code: string }) {
  return (
    <>
      <h4 className={classes['partTitle']}>{title}</h4>
      {/* What scrolls must be within reach of the keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={classes['code']} tabIndex={0} aria-label={title}>
        {code}
      </pre>
    </>
  )
}

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2)
  } catch {
    return json
  }
}
