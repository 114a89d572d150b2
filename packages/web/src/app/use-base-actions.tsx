import { useLingui } from '@lingui/react/macro'
import { useMantineColorScheme } from '@mantine/core'
import {
  IconKeyboard,
  IconLanguage,
  IconLayoutList,
  IconLogout,
  IconMoon,
  IconSun,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useActions } from './actions.ts'
import type { Action } from './actions.ts'
import { useAreas } from './areas.tsx'
import { chooseDensity, useDensity } from './density.ts'
import { changeLocale } from './change-locale.ts'
import { signOut } from './sign-out.ts'

/** What the palette offers on every screen. */
export function useBaseActions(openSheet: () => void): void {
  const { t, i18n } = useLingui()
  const navigate = useNavigate()
  const areas = useAreas()
  const density = useDensity()
  const { setColorScheme } = useMantineColorScheme()
  const go = t`Перейти`
  const look = t`Вид`
  const places: Action[] = areas.map((area) => ({
    id: `go${area.to}`,
    words: i18n._(area.words),
    group: go,
    icon: <area.icon size={18} />,
    run: () => void navigate({ to: area.to }),
  }))
  useActions([
    ...places,
    {
      id: 'light',
      words: t`Светлая тема`,
      group: look,
      icon: <IconSun size={18} />,
      run: () => setColorScheme('light'),
    },
    {
      id: 'dark',
      words: t`Тёмная тема`,
      group: look,
      icon: <IconMoon size={18} />,
      run: () => setColorScheme('dark'),
    },
    {
      id: 'auto',
      words: t`Тема как в системе`,
      group: look,
      icon: <IconSun size={18} />,
      run: () => setColorScheme('auto'),
    },
    {
      id: 'density',
      words: density === 'compact' ? t`Просторные строки` : t`Плотные строки`,
      group: look,
      icon: <IconLayoutList size={18} />,
      run: () => chooseDensity(density === 'compact' ? 'comfortable' : 'compact'),
    },
    {
      id: 'language',
      words: i18n.locale === 'ru' ? 'English' : 'Русский',
      group: look,
      keywords: 'язык language',
      icon: <IconLanguage size={18} />,
      run: () => void changeLocale(i18n.locale === 'ru' ? 'en' : 'ru'),
    },
    {
      id: 'keys',
      words: t`Все клавиши`,
      group: look,
      keys: '?',
      icon: <IconKeyboard size={18} />,
      run: openSheet,
    },
    { id: 'sign-out', words: t`Выйти`, group: go, icon: <IconLogout size={18} />, run: () => void signOut() },
  ])
}
