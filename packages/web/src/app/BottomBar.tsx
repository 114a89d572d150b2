import { Trans, useLingui } from '@lingui/react/macro'
import { Menu } from '@mantine/core'
import { IconBell, IconDots, IconSearch } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useUnreadNotices } from '../notices/notice-queries.ts'
import type { Area } from './areas.tsx'
import { useAreas } from './areas.tsx'
import { UserMenuItems } from './UserMenu.tsx'
import { WorkspaceItems } from './WorkspaceSwitcher.tsx'
import classes from './BottomBar.module.css'

const SHOWN = 3

/** The areas on a phone: the first few, the search, and the rest under «Ещё». */
export function BottomBar({ onSearch }: { onSearch: () => void }) {
  const { t, i18n } = useLingui()
  const navigate = useNavigate()
  const areas = useAreas()
  const unread = useUnreadNotices() ?? 0
  return (
    <nav className={classes['bar']} aria-label={t`Разделы`}>
      {areas.slice(0, SHOWN).map((area) => (
        <BarLink key={area.to} area={area} />
      ))}
      <button type="button" className={classes['item']} onClick={onSearch}>
        <IconSearch size={22} stroke={1.7} />
        <Trans>Найти</Trans>
      </button>
      <Menu width={280} position="top-end">
        <Menu.Target>
          <button type="button" className={classes['item']}>
            <span className={classes['icon']}>
              <IconDots size={22} stroke={1.7} />
              {unread > 0 && (
                <span
                  className={classes['badge']}
                  role="img"
                  aria-label={t`Уведомления, не прочитано: ${unread}`}
                >
                  {unread > 99 ? '99+' : unread}
                </span>
              )}
            </span>
            <Trans>Ещё</Trans>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconBell size={16} />}
            rightSection={unread > 0 ? unread : undefined}
            onClick={() => void navigate({ to: '/notices' })}
          >
            <Trans>Уведомления</Trans>
          </Menu.Item>
          {areas.slice(SHOWN).map((area) => (
            <Menu.Item
              key={area.to}
              leftSection={<area.icon size={16} />}
              onClick={() => void navigate({ to: area.to })}
            >
              {i18n._(area.words)}
            </Menu.Item>
          ))}
          <WorkspaceItems />
          <UserMenuItems />
        </Menu.Dropdown>
      </Menu>
    </nav>
  )
}

function BarLink({ area }: { area: Area }) {
  const { i18n } = useLingui()
  return (
    <Link to={area.to} className={classes['item'] ?? ''} activeProps={{ 'data-active': true }}>
      <span className={classes['icon']}>
        <area.icon size={22} stroke={1.7} />
        {area.Badge && <area.Badge className={classes['badge']} />}
      </span>
      {i18n._(area.shortWords)}
    </Link>
  )
}
