import { Trans, useLingui } from '@lingui/react/macro'
import { Tooltip } from '@mantine/core'
import { isMac, Logo } from '@otklik/ui'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { Bell } from './Bell.tsx'
import { LiveDot } from './Connection.tsx'
import { RailLink } from './RailLink.tsx'
import { UserMenu } from './UserMenu.tsx'
import { WorkspaceSwitcher } from './WorkspaceSwitcher.tsx'
import { useAreas } from './areas.tsx'
import classes from './Rail.module.css'

interface RailProps {
  onSearch: () => void
  onShortcuts: () => void
}

const storageKey = 'otklik.rail'

/** The dark rail of areas; folds to icons, and gives way to the bottom bar below 900 px. */
export function Rail({ onSearch, onShortcuts }: RailProps) {
  const { t } = useLingui()
  const areas = useAreas()
  const [folded, setFolded] = useState(() => localStorage.getItem(storageKey) === 'folded')
  const toggle = () => {
    localStorage.setItem(storageKey, folded ? 'open' : 'folded')
    setFolded(!folded)
  }
  const foldWords = folded ? t`Развернуть меню` : t`Свернуть меню`
  return (
    <nav className={classes['rail']} data-folded={folded || undefined} aria-label={t`Разделы`}>
      <div className={classes['head']}>
        <Logo size={24} />
        <span className={classes['name']}>
          <Trans>Отклик</Trans>
        </span>
        <Bell />
      </div>
      <WorkspaceSwitcher folded={folded} />
      <button
        type="button"
        className={classes['search']}
        onClick={onSearch}
        title={t`Найти, перейти, сделать`}
      >
        <IconSearch size={17} />
        <span className={classes['words']}>
          <Trans>Найти</Trans>
        </span>
        <span className={classes['hint']} aria-hidden>
          {isMac ? '⌘K' : 'Ctrl K'}
        </span>
      </button>
      {areas
        .filter((area) => area.place === 'top')
        .map((area) => (
          <RailLink key={area.to} area={area} folded={folded} />
        ))}
      <div className={classes['space']} />
      {areas
        .filter((area) => area.place === 'bottom')
        .map((area) => (
          <RailLink key={area.to} area={area} folded={folded} />
        ))}
      <Tooltip label={foldWords} position="right" disabled={!folded}>
        <button type="button" className={classes['link']} onClick={toggle} aria-label={foldWords}>
          {folded ? <IconLayoutSidebarLeftExpand size={19} /> : <IconLayoutSidebarLeftCollapse size={19} />}
          <span className={classes['words']}>
            <Trans>Свернуть</Trans>
          </span>
        </button>
      </Tooltip>
      <LiveDot folded={folded} />
      <UserMenu folded={folded} onShortcuts={onShortcuts} />
    </nav>
  )
}
