/** Sections of the settings, in order. A section is one entry here and one route in `app/routes.ts`. */
import type { Permission } from '@otklik/contract'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { IconPalette } from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { useMe } from '../api/session.ts'

export interface SettingsSection {
  to: '/settings/appearance'
  words: MessageDescriptor
  /** What is done there, for the list and for the palette. */
  detail: MessageDescriptor
  icon: Icon
  group: MessageDescriptor
  permission?: Permission
}

const personal = msg`Личное`

const sections: readonly SettingsSection[] = [
  {
    to: '/settings/appearance',
    words: msg`Вид и язык`,
    detail: msg`Тема, плотность строк, язык`,
    icon: IconPalette,
    group: personal,
  },
]

/** The sections this member may open. */
export function useSettingsSections(): readonly SettingsSection[] {
  const granted = new Set(useMe().permissions)
  return sections.filter((section) => section.permission === undefined || granted.has(section.permission))
}
