/** Sections of the settings, in order. A section is one entry here and one route in `app/routes.ts`. */
import type { Permission } from '@otklik/contract'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { IconMailCode, IconPackage, IconPalette, IconUsersGroup } from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { useMe } from '../api/session.ts'

export interface SettingsSection {
  to: '/settings/appearance' | '/settings/products' | '/settings/assignment' | '/settings/mail-rules'
  words: MessageDescriptor
  /** What is done there, for the list and for the palette. */
  detail: MessageDescriptor
  icon: Icon
  group: MessageDescriptor
  permission?: Permission
}

const personal = msg`Личное`
const work = msg`Отклики`

const sections: readonly SettingsSection[] = [
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
    to: '/settings/mail-rules',
    words: msg`Правила писем`,
    detail: msg`Как письмо становится карточкой`,
    icon: IconMailCode,
    group: work,
    permission: 'letters.read',
  },
]

/** The sections this member may open. */
export function useSettingsSections(): readonly SettingsSection[] {
  const granted = new Set(useMe().permissions)
  return sections.filter((section) => section.permission === undefined || granted.has(section.permission))
}
