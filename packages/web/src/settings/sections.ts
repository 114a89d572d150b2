/** Sections of the settings, in order. A section is one entry here and one route in `app/routes.ts`. */
import type { Permission } from '@otklik/contract'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import {
  IconAlertTriangle,
  IconBell,
  IconBuilding,
  IconFileImport,
  IconHistory,
  IconKey,
  IconMailCode,
  IconMessages,
  IconMoodSmile,
  IconPackage,
  IconPalette,
  IconPlugConnected,
  IconShieldLock,
  IconShoppingCart,
  IconTemplate,
  IconTable,
  IconUsers,
  IconWebhook,
  IconUsersGroup,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import type { LinkProps } from '@tanstack/react-router'
import { useMe } from '../api/session.ts'

export interface SettingsSection {
  to: NonNullable<LinkProps['to']>
  words: MessageDescriptor
  /** What is done there, for the list and for the palette. */
  detail: MessageDescriptor
  icon: Icon
  group: MessageDescriptor
  permission?: Permission
}

const personal = msg`Личное`
const team = msg`Команда`
const work = msg`Отклики`
const company = msg`Компания`

const sections: readonly SettingsSection[] = [
  {
    to: '/settings/security',
    words: msg`Мой вход`,
    detail: msg`Имя, пароль, второй шаг, устройства`,
    icon: IconShieldLock,
    group: personal,
  },
  {
    to: '/settings/appearance',
    words: msg`Вид и язык`,
    detail: msg`Тема, плотность строк, язык`,
    icon: IconPalette,
    group: personal,
  },
  {
    to: '/settings/products',
    words: msg`Продукты`,
    detail: msg`О чём спрашивают и как это узнать`,
    icon: IconPackage,
    group: work,
    permission: 'interests.read',
  },
  {
    to: '/settings/assignment',
    words: msg`Распределение`,
    detail: msg`Кому достаётся новая карточка`,
    icon: IconUsersGroup,
    group: work,
    permission: 'members.read',
  },
  {
    to: '/settings/conversations',
    words: msg`Диалоги`,
    detail: msg`Рабочее время, нагрузка, участники каналов`,
    icon: IconMessages,
    group: work,
    permission: 'conversations.read',
  },
  {
    to: '/settings/templates',
    words: msg`Шаблоны`,
    detail: msg`Готовые слова для ответов и первых сообщений`,
    icon: IconTemplate,
    group: work,
    permission: 'conversations.read',
  },
  {
    to: '/settings/greetings',
    words: msg`Приветствия`,
    detail: msg`Кого встречать, какими словами, и что из этого вышло`,
    icon: IconMoodSmile,
    group: work,
    permission: 'conversations.read',
  },
  {
    to: '/settings/intents',
    words: msg`Намерение`,
    detail: msg`Кто ближе к покупке и стоит в ленте выше`,
    icon: IconShoppingCart,
    group: work,
    permission: 'interests.read',
  },
  {
    to: '/settings/mail-rules',
    words: msg`Правила писем`,
    detail: msg`Как письмо становится карточкой`,
    icon: IconMailCode,
    group: work,
    permission: 'letters.read',
  },
  {
    to: '/settings/notices',
    words: msg`Уведомления`,
    detail: msg`О чём сообщать: в системе, письмом, на телефон`,
    icon: IconBell,
    group: personal,
  },
  {
    to: '/settings/members',
    words: msg`Сотрудники`,
    detail: msg`Приглашения, роли, отпуска, доступ`,
    icon: IconUsers,
    group: team,
    permission: 'members.read',
  },
  {
    to: '/settings/roles',
    words: msg`Роли и права`,
    detail: msg`Кто что может, одной таблицей`,
    icon: IconTable,
    group: team,
    permission: 'members.read',
  },
  {
    to: '/settings/workspace',
    words: msg`Рабочее пространство`,
    detail: msg`Название, часовой пояс, цели`,
    icon: IconBuilding,
    group: company,
    permission: 'workspace.manage',
  },
  {
    to: '/settings/channels',
    words: msg`Каналы`,
    detail: msg`Откуда приходят отклики, состояние, ошибки`,
    icon: IconPlugConnected,
    group: company,
    permission: 'channels.read',
  },
  {
    to: '/settings/listening-imports',
    words: msg`Импорт упоминаний`,
    detail: msg`Выгрузки сервисов мониторинга`,
    icon: IconFileImport,
    group: company,
    permission: 'channels.manage',
  },
  {
    to: '/settings/api-keys',
    words: msg`Ключи API`,
    detail: msg`Доступ для сайта и программ`,
    icon: IconKey,
    group: company,
    permission: 'apiKeys.manage',
  },
  {
    to: '/settings/webhooks',
    words: msg`Вебхуки`,
    detail: msg`Копия карточек в другую систему`,
    icon: IconWebhook,
    group: company,
    permission: 'webhooks.manage',
  },
  {
    to: '/settings/audit',
    words: msg`Журнал действий`,
    detail: msg`Кто, что и когда изменил или выгрузил`,
    icon: IconHistory,
    group: company,
    permission: 'audit.read',
  },
  {
    to: '/settings/jobs',
    words: msg`Сбои задач`,
    detail: msg`Что не выполнилось и почему`,
    icon: IconAlertTriangle,
    group: company,
    permission: 'jobs.manage',
  },
]

/** The sections this member may open. */
export function useSettingsSections(): readonly SettingsSection[] {
  const granted = new Set(useMe().permissions)
  return sections.filter((section) => section.permission === undefined || granted.has(section.permission))
}
