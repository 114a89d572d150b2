import { ActionIcon, Button, Group, Menu } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Channel } from '@otklik/contract'
import { ConfirmByTyping } from '@otklik/ui'
import { IconDots, IconPlayerPause, IconPlayerPlay, IconTrash } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { queryClient } from '../api/query-client.ts'

/** Pause, go on, disconnect. */
export function ChannelActions({ channel }: { channel: Channel }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const [removing, setRemoving] = useState(false)
  const { id, name } = channel
  const paused = channel.state === 'paused'
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['channels'] })
  const toggle = useMutation({
    mutationFn: () => (paused ? api.channels.resume({ id }) : api.channels.pause({ id })),
    onSuccess: refresh,
  })
  const remove = useMutation({
    mutationFn: () => api.channels.remove({ id }),
    onSuccess: async () => {
      await navigate({ to: '/settings/channels' })
      queryClient.removeQueries({ queryKey: ['channels', 'one', id] })
      await refresh()
    },
  })
  return (
    <Group gap="xs">
      <Button
        variant="default"
        loading={toggle.isPending}
        leftSection={paused ? <IconPlayerPlay size={16} /> : <IconPlayerPause size={16} />}
        onClick={() => toggle.mutate()}
      >
        {paused ? <Trans>Продолжить</Trans> : <Trans>Пауза</Trans>}
      </Button>
      <Menu>
        <Menu.Target>
          <ActionIcon variant="default" aria-label={t`Ещё действия`}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => setRemoving(true)}>
            <Trans>Отключить канал</Trans>
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmByTyping
        opened={removing}
        title={t`Отключить канал`}
        phrase={name}
        confirmLabel={t`Отключить`}
        onConfirm={() => remove.mutate()}
        onClose={() => setRemoving(false)}
      >
        <Trans>
          Карточки и всё пришедшее останутся. Пароли и адрес для приёма будут стёрты, вернуть их нельзя.
        </Trans>
      </ConfirmByTyping>
    </Group>
  )
}
