import { Trans, useLingui } from '@lingui/react/macro'
import { Menu, useMantineColorScheme } from '@mantine/core'
import { Avatar } from '@otklik/ui'
import {
  IconCheck,
  IconDeviceDesktop,
  IconKeyboard,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconPlayerPause,
  IconSun,
} from '@tabler/icons-react'
import { useMe } from '../api/session.ts'
import { changeLocale } from './change-locale.ts'
import { useSetPresence } from './presence.ts'
import { signOut } from './sign-out.ts'
import classes from './Rail.module.css'

interface UserMenuProps {
  folded: boolean
  onShortcuts: () => void
}

/** The person at the foot of the rail: presence, look, language, way out. */
export function UserMenu({ folded, onShortcuts }: UserMenuProps) {
  const { t } = useLingui()
  const { user, member } = useMe()
  const present = member?.presence === 'present'
  const presenceWords = present ? t`на месте` : t`нет на месте`
  return (
    <Menu width={240} position="right-end">
      <Menu.Target>
        <button type="button" className={classes['user']} title={`${user.name}, ${presenceWords}`}>
          <span aria-hidden>
            <Avatar
              name={user.name}
              photoUrl={user.photoUrl}
              size={32}
              presence={present ? 'online' : 'away'}
              presenceWords={presenceWords}
            />
          </span>
          {!folded && (
            <span className={classes['userWords']}>
              <strong>{user.name}</strong>
              <small>{presenceWords}</small>
            </span>
          )}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <UserMenuItems onShortcuts={onShortcuts} />
      </Menu.Dropdown>
    </Menu>
  )
}

/** The same list in the rail and in the bottom bar. */
export function UserMenuItems({ onShortcuts }: { onShortcuts?: () => void }) {
  const { t, i18n } = useLingui()
  const { user, member } = useMe()
  const setPresence = useSetPresence()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const present = member?.presence === 'present'
  const schemes = [
    { value: 'light', words: t`Светлая тема`, icon: <IconSun size={16} /> },
    { value: 'dark', words: t`Тёмная тема`, icon: <IconMoon size={16} /> },
    { value: 'auto', words: t`Как в системе`, icon: <IconDeviceDesktop size={16} /> },
  ] as const
  return (
    <>
      <Menu.Label>{user.email}</Menu.Label>
      <Menu.Item
        leftSection={<IconPlayerPause size={16} />}
        onClick={() => setPresence.mutate(present ? 'away' : 'present')}
      >
        {present ? <Trans>Отойти: новые карточки не назначать</Trans> : <Trans>Я на месте</Trans>}
      </Menu.Item>
      <Menu.Divider />
      {schemes.map((scheme) => (
        <Menu.Item
          key={scheme.value}
          leftSection={scheme.icon}
          rightSection={colorScheme === scheme.value ? <IconCheck size={15} /> : undefined}
          closeMenuOnClick={false}
          onClick={() => setColorScheme(scheme.value)}
        >
          {scheme.words}
        </Menu.Item>
      ))}
      <Menu.Item
        leftSection={<IconLanguage size={16} />}
        onClick={() => void changeLocale(i18n.locale === 'ru' ? 'en' : 'ru')}
      >
        {i18n.locale === 'ru' ? 'English' : 'Русский'}
      </Menu.Item>
      <Menu.Divider />
      {onShortcuts && (
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onShortcuts}>
          <Trans>Все клавиши</Trans>
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
        <Trans>Выйти</Trans>
      </Menu.Item>
    </>
  )
}
