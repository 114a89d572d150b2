import { useLingui } from '@lingui/react/macro'
import { useShortcuts } from '@otklik/ui'
import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useLiveConnection } from '../api/use-live.ts'
import { BottomBar } from './BottomBar.tsx'
import { useUnanswered } from './counters.ts'
import { ConnectionBar } from './Connection.tsx'
import { useTitleWithCounter } from './page-title.ts'
import { Rail } from './Rail.tsx'
import { usePaletteQuery } from './typed-ahead.ts'
import { useBaseActions } from './use-base-actions.tsx'
import classes from './Frame.module.css'

const loadPalette = () =>
  import('./CommandPalette.tsx').then((loaded) => ({ default: loaded.CommandPalette }))
const CommandPalette = lazy(loadPalette)
const OperationTray = lazy(() =>
  import('../operations/OperationTray.tsx').then((loaded) => ({ default: loaded.OperationTray })),
)
const ShortcutSheet = lazy(() =>
  import('@otklik/ui/shortcut-sheet').then((loaded) => ({ default: loaded.ShortcutSheet })),
)

/** The palette is made ready when the page has settled, so that the first Ctrl+K shows it at once. */
const PALETTE_AFTER = 1500

/** What stands around every page: the rail or the bottom bar, the palette, the keys, the state of the connection. */
export function Frame() {
  const { t } = useLingui()
  const [paletteRequest, setPaletteRequest] = useState(0)
  const [settled, setSettled] = useState(false)
  const [sheetOpened, setSheetOpened] = useState<boolean>()
  const palette = usePaletteQuery()
  const openPalette = () => {
    palette.listen()
    setPaletteRequest((count) => count + 1)
  }
  const openSheet = () => setSheetOpened(true)
  useLiveConnection()
  useEffect(() => {
    const makeReady = () => setSettled(true)
    // Without a network nothing is shown ahead of time; Ctrl+K asks again.
    const timer = setTimeout(() => void loadPalette().then(makeReady, () => undefined), PALETTE_AFTER)
    return () => clearTimeout(timer)
  }, [])
  useTitleWithCounter(useUnanswered())
  useBaseActions(openSheet)
  useShortcuts([
    {
      keys: 'Mod+KeyK',
      words: t`Найти, перейти, сделать`,
      group: t`Везде`,
      inFields: true,
      run: openPalette,
    },
    { keys: '?', words: t`Все клавиши`, group: t`Везде`, run: openSheet },
  ])
  return (
    <div className={classes['frame']}>
      <a className={classes['skip']} href="#page">{t`К содержанию`}</a>
      <Rail onSearch={openPalette} onShortcuts={openSheet} />
      <div className={classes['column']}>
        <ConnectionBar />
        <main id="page" className={classes['page']} tabIndex={-1}>
          <Outlet />
        </main>
        <BottomBar onSearch={openPalette} />
      </div>
      <Suspense>
        <OperationTray />
      </Suspense>
      <Suspense>
        {(settled || paletteRequest > 0) && (
          <CommandPalette
            request={paletteRequest}
            query={palette.query}
            onQueryChange={palette.setQuery}
            onFocus={palette.stop}
          />
        )}
      </Suspense>
      <Suspense>
        {sheetOpened !== undefined && (
          <ShortcutSheet opened={sheetOpened} onClose={() => setSheetOpened(false)} />
        )}
      </Suspense>
    </div>
  )
}
