import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack } from '@mantine/core'
import type { PushDevice } from '@otklik/contract'
import { Chip, DateTime, ErrorState, RelativeTime, showNotice } from '@otklik/ui'
import { IconDeviceMobile } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { describeProblem } from '../api/problems.ts'
import { queryClient } from '../api/query-client.ts'
import { useDeviceName } from '../security/device-name.ts'
import { Callout } from '../settings/Callout.tsx'
import rows from '../settings/Settings.module.css'
import { pushQuery } from './notice-queries.ts'
import { subscribeBrowser, unsubscribeBrowser, useBrowserPush, type BrowserPush } from './push-state.ts'

/** This browser: may it, does it; and the other browsers of the person. */
export function PushDevices() {
  const { t } = useLingui()
  const push = useQuery(pushQuery)
  const browser = useBrowserPush()
  const devices = push.data?.devices ?? []
  const here = devices.find(({ endpoint }) => endpoint === browser.endpoint)
  if (push.isError)
    return <ErrorState title={describeProblem(push.error).title} onRetry={() => void push.refetch()} />
  return (
    <Stack gap="sm">
      <BrowserState browser={browser} known={here !== undefined} publicKey={push.data?.publicKey} />
      {devices.length > 0 && (
        <ul className={rows['rows']} aria-label={t`Подписанные браузеры`}>
          {devices.map((device) => (
            <DeviceRow key={device.id} device={device} here={device === here} browser={browser} />
          ))}
        </ul>
      )}
    </Stack>
  )
}

function BrowserState({
  browser,
  known,
  publicKey,
}: {
  browser: BrowserPush
  known: boolean
  publicKey: string | undefined
}) {
  const { t } = useLingui()
  const nameOf = useDeviceName()
  const subscribe = useMutation({
    mutationFn: (key: string) => subscribeBrowser(key, nameOf(navigator.userAgent)),
    onSettled: () => browser.refresh(),
    onSuccess: async (device) => {
      await queryClient.invalidateQueries({ queryKey: pushQuery.queryKey })
      if (device) showNotice({ tone: 'green', title: t`Этот браузер подписан` })
    },
  })
  const { state } = browser
  if (state === 'unknown' || (state === 'on' && known)) return null
  if (state === 'unsafe') {
    return (
      <Callout tone="grey">{t`Браузер разрешает уведомления только на страницах https. Попросите администратора открыть Отклик по защищённому адресу.`}</Callout>
    )
  }
  if (state === 'install') {
    return (
      <Callout tone="grey">{t`На iPhone и iPad: нажмите «Поделиться», затем «На экран „Домой“», откройте Отклик оттуда и включите уведомления.`}</Callout>
    )
  }
  if (state === 'unsupported')
    return (
      <Callout tone="grey">{t`Этот браузер не умеет получать уведомления. Попробуйте Chrome, Firefox, Edge или Safari поновее.`}</Callout>
    )
  if (state === 'denied') {
    return (
      <Callout tone="amber" title={t`Уведомления для этого сайта запрещены`}>
        <Trans>
          Разрешите их в настройках браузера: значок слева от адреса страницы, затем «Уведомления». После
          этого вернитесь сюда.
        </Trans>
      </Callout>
    )
  }
  return (
    <Group gap="sm">
      <Button
        leftSection={<IconDeviceMobile size={17} />}
        loading={subscribe.isPending}
        disabled={publicKey === undefined}
        onClick={() => publicKey !== undefined && subscribe.mutate(publicKey)}
      >
        <Trans>Включить в этом браузере</Trans>
      </Button>
      <span>
        <Trans>Браузер спросит разрешения.</Trans>
      </span>
    </Group>
  )
}

function DeviceRow({ device, here, browser }: { device: PushDevice; here: boolean; browser: BrowserPush }) {
  const { t } = useLingui()
  const { id, createdAt, lastSentAt } = device
  const name = device.name || t`Браузер`
  const refresh = () => queryClient.invalidateQueries({ queryKey: pushQuery.queryKey })
  const remove = useMutation({
    mutationFn: async () => {
      if (here) await unsubscribeBrowser()
      return api.notices.unsubscribe({ id })
    },
    onSettled: () => Promise.all([browser.refresh(), refresh()]),
  })
  const check = useMutation({
    mutationFn: () => api.notices.tryPush({ id }),
    onSettled: refresh,
    onSuccess: () =>
      showNotice({ tone: 'green', title: t`Отправлено: уведомление покажется через мгновение` }),
  })
  return (
    <li className={rows['row']}>
      <IconDeviceMobile size={22} stroke={1.6} />
      <div className={rows['rowWords']}>
        <strong>{name}</strong> {here && <Chip tone="green">{t`этот браузер`}</Chip>}
        <small>
          <Trans>
            с <DateTime value={createdAt} />
          </Trans>
          {'. '}
          {lastSentAt === null ? (
            t`Ещё ничего не отправлялось`
          ) : (
            <Trans>
              Последнее <RelativeTime value={lastSentAt} />
            </Trans>
          )}
        </small>
      </div>
      <Button
        variant="default"
        size="xs"
        loading={check.isPending}
        aria-label={t`Проверить: ${name}`}
        onClick={() => check.mutate()}
      >
        <Trans>Проверить</Trans>
      </Button>
      <Button
        variant="default"
        size="xs"
        loading={remove.isPending}
        aria-label={t`Отключить: ${name}`}
        onClick={() => remove.mutate()}
      >
        <Trans>Отключить</Trans>
      </Button>
    </li>
  )
}
