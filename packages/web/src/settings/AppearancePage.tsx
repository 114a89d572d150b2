import { useLingui } from '@lingui/react/macro'
import { SegmentedControl, Stack, Text, useMantineColorScheme } from '@mantine/core'
import { densities } from '@otklik/ui'
import type { Density } from '@otklik/ui'
import type { ReactNode } from 'react'
import { chooseDensity, useDensity } from '../app/density.ts'
import { changeLocale } from '../app/change-locale.ts'
import { isLocale } from '../app/i18n.ts'
import { SettingsPage } from './SettingsPage.tsx'

/** Theme, density and language of this browser. */
export function AppearancePage() {
  const { t, i18n } = useLingui()
  const density = useDensity()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const densityWords: Record<Density, string> = { comfortable: t`Просторные`, compact: t`Плотные` }
  return (
    <SettingsPage title={t`Вид и язык`} lead={t`Действует в этом браузере и только для вас.`}>
      <Stack gap="lg">
        <Choice title={t`Тема`}>
          <SegmentedControl
            aria-label={t`Тема`}
            value={colorScheme}
            onChange={setColorScheme}
            data={[
              { value: 'light', label: t`Светлая` },
              { value: 'dark', label: t`Тёмная` },
              { value: 'auto', label: t`Как в системе` },
            ]}
          />
        </Choice>
        <Choice title={t`Строки списков`}>
          <SegmentedControl
            aria-label={t`Строки списков`}
            value={density}
            onChange={chooseDensity}
            data={densities.map((value) => ({ value, label: densityWords[value] }))}
          />
        </Choice>
        <Choice title={t`Язык`}>
          <SegmentedControl
            aria-label={t`Язык`}
            value={i18n.locale}
            onChange={(value) => isLocale(value) && void changeLocale(value)}
            data={[
              { value: 'ru', label: 'Русский' },
              { value: 'en', label: 'English' },
            ]}
          />
        </Choice>
      </Stack>
    </SettingsPage>
  )
}

function Choice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <Text fw={600} mb={6}>
        {title}
      </Text>
      {children}
    </div>
  )
}
