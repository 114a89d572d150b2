import { Button, Stack } from '@mantine/core'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Session } from '@otklik/contract'
import { Chip, ErrorState, RelativeTime, showNotice, SkeletonRows } from '@otklik/ui'
import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { describeProblem } from '../api/problems.ts'
import { queryClient } from '../api/query-client.ts'
import { useDeviceName } from './device-name.ts'
import classes from '../settings/Settings.module.css'

const refresh = () => queryClient.invalidateQueries({ queryKey: ['sessions'] })

/** Devices where the person is signed in, each with a way to end it. */
export function SessionList() {
  const { t } = useLingui()
  const sessions = useQuery({ queryKey: ['sessions'], queryFn: () => api.security.listSessions() })
  const endOthers = useMutation({
    mutationFn: () => api.security.revokeOtherSessions(),
    onSuccess: async () => {
      showNotice({ tone: 'green', title: t`Вход на других устройствах завершён` })
      await refresh()
    },
  })
  if (sessions.isError)
    return (
      <ErrorState title={describeProblem(sessions.error).title} onRetry={() => void sessions.refetch()} />
    )
  if (!sessions.data) return <SkeletonRows count={2} height={52} />
  const others = sessions.data.items.length - 1
  return (
    <Stack gap="md" align="flex-start">
      <ul className={classes['rows']} style={{ width: '100%' }}>
        {sessions.data.items.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
      {others > 0 && (
        <Button variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
          <Plural
            value={others}
            one="Выйти на остальных: # устройство"
            few="Выйти на остальных: # устройства"
            many="Выйти на остальных: # устройств"
            other="Выйти на остальных: # устройства"
          />
        </Button>
      )}
    </Stack>
  )
}

function SessionRow({ session }: { session: Session }) {
  const { t } = useLingui()
  const name = useDeviceName()(session.userAgent)
  const end = useMutation({
    mutationFn: () => api.security.revokeSession({ id: session.id }),
    onSuccess: refresh,
  })
  const DeviceIcon = /Mobile|Android|iPhone/.test(session.userAgent ?? '')
    ? IconDeviceMobile
    : IconDeviceDesktop
  return (
    <li className={classes['row']}>
      <DeviceIcon size={22} stroke={1.6} />
      <div className={classes['rowWords']}>
        <strong>{name}</strong>
        <small>
          {session.ip !== null && `${session.ip}, `}
          <RelativeTime value={session.lastActiveAt} />
        </small>
      </div>
      {session.current ? (
        <Chip tone="green">{t`это устройство`}</Chip>
      ) : (
        <Button
          variant="default"
          size="xs"
          loading={end.isPending}
          aria-label={t`Выйти: ${name}`}
          onClick={() => end.mutate()}
        >
          <Trans>Выйти</Trans>
        </Button>
      )}
    </li>
  )
}
