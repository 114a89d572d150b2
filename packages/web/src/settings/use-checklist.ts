import type { Permission } from '@otklik/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { useMe } from '../api/session.ts'

export interface ChecklistStep {
  id: string
  title: string
  why: string
  href: string
  done: boolean
}

/** Steps of setting up that this member may take; undefined while they are being read. */
export function useChecklist(): readonly ChecklistStep[] | undefined {
  const { t } = useLingui()
  const me = useMe()
  const may = (permission: Permission) => me.permissions.includes(permission)
  const channels = useQuery({
    queryKey: ['channels'],
    queryFn: () => api.channels.list(),
    enabled: may('channels.manage'),
  })
  const members = useQuery({
    queryKey: ['members'],
    queryFn: () => api.members.list(),
    enabled: may('members.manage'),
  })
  const products = useQuery({
    queryKey: ['products', 'first'],
    queryFn: () => api.products.list({ limit: 1 }),
    enabled: may('products.manage'),
  })
  if (channels.isLoading || members.isLoading || products.isLoading) return undefined
  const steps: (ChecklistStep & { permission?: Permission })[] = [
    {
      id: 'channel',
      title: t`Подключить почтовый ящик`,
      why: t`Без него лента пуста: уведомления площадок, формы сайта и письма приходят туда`,
      href: '/settings/channels/new?kind=email',
      done: (channels.data?.items.length ?? 0) > 0,
      permission: 'channels.manage',
    },
    {
      id: 'members',
      title: t`Позвать коллег`,
      why: t`Карточки распределятся между теми, кто на месте`,
      href: '/settings/members',
      done: (members.data?.items.length ?? 0) > 1,
      permission: 'members.manage',
    },
    {
      id: 'products',
      title: t`Завести продукты`,
      why: t`Тогда видно, о чём спрашивают и что хвалят`,
      href: '/settings/products',
      done: (products.data?.items.length ?? 0) > 0,
      permission: 'products.manage',
    },
    {
      id: 'goals',
      title: t`Выбрать цели`,
      why: t`Что для вас важнее всего в этой системе`,
      href: '/settings/workspace',
      done: (me.workspace?.goals.length ?? 0) > 0,
      permission: 'workspace.manage',
    },
    {
      id: 'second-factor',
      title: t`Включить второй шаг входа`,
      why: t`Украденного пароля станет мало, чтобы войти за вас`,
      href: '/settings/security',
      done: me.user.twoFactor,
    },
  ]
  return steps.filter(({ permission }) => permission === undefined || may(permission))
}
