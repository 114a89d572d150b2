/** Areas of the rail, in order. Only areas that exist stand here; adding one is one entry and one route. */
import type { Permission } from '@otklik/contract'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import {
  IconCalendarClock,
  IconChartBar,
  IconInbox,
  IconMailCog,
  IconMessages,
  IconSettings,
  IconUserDollar,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { useMe } from '../api/session.ts'
import { ConversationsBadge, OverdueBadge, UnansweredBadge } from './CountBadge.tsx'

export interface Area {
  to: '/feed' | '/conversations' | '/leads' | '/planned' | '/report' | '/letters' | '/settings'
  words: MessageDescriptor
  /** For the bottom bar of a phone, where a word has 80 pixels. */
  shortWords: MessageDescriptor
  icon: Icon
  /** Who sees it; undefined is everybody. */
  permission?: Permission
  /** `bottom` stands apart at the foot of the rail. */
  place: 'top' | 'bottom'
  /** The counter of what waits here. */
  Badge?: ComponentType<{ className: string | undefined }>
}

const areas: readonly Area[] = [
  {
    to: '/feed',
    words: msg`Лента`,
    shortWords: msg`Лента`,
    icon: IconInbox,
    permission: 'interests.read',
    place: 'top',
    Badge: UnansweredBadge,
  },
  {
    to: '/conversations',
    words: msg`Диалоги`,
    shortWords: msg`Диалоги`,
    icon: IconMessages,
    permission: 'conversations.read',
    place: 'top',
    Badge: ConversationsBadge,
  },
  {
    to: '/report',
    words: msg`Отчёт`,
    shortWords: msg`Отчёт`,
    icon: IconChartBar,
    permission: 'reports.read',
    place: 'top',
  },
  {
    to: '/leads',
    words: msg`Лиды`,
    shortWords: msg`Лиды`,
    icon: IconUserDollar,
    permission: 'interests.read',
    place: 'top',
  },
  {
    to: '/planned',
    words: msg`Запланировано`,
    shortWords: msg`Планы`,
    icon: IconCalendarClock,
    permission: 'interests.read',
    place: 'top',
    Badge: OverdueBadge,
  },
  {
    to: '/letters',
    words: msg`Автоматические письма`,
    shortWords: msg`Письма`,
    icon: IconMailCog,
    permission: 'letters.read',
    place: 'top',
  },
  { to: '/settings', words: msg`Настройки`, shortWords: msg`Настройки`, icon: IconSettings, place: 'bottom' },
]

/** The areas this member may open. */
export function useAreas(): readonly Area[] {
  const permissions = useGranted()
  return areas.filter((area) => area.permission === undefined || permissions.has(area.permission))
}

function useGranted(): ReadonlySet<Permission> {
  return new Set(useMe().permissions)
}
