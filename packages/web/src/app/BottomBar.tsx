import { Trans, useLingui } from '@lingui/react/macro'
import { Menu } from '@mantine/core'
import { IconDots, IconSearch } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
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
            <IconDots size={22} stroke={1.7} />
            <Trans>Ещё</Trans>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
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
