import { Navigate } from '@tanstack/react-router'
import { useSyncExternalStore } from 'react'
import { SettingsNav } from './SettingsNav.tsx'
import { useSettingsSections } from './sections.ts'
import classes from './Settings.module.css'

const wide = window.matchMedia('(min-width: 900px)')

/** A phone shows the list; a wide screen already has it at the side and opens the first section. */
export function SettingsIndex() {
  const first = useSettingsSections()[0]
  const isWide = useSyncExternalStore(subscribe, () => wide.matches)
  if (isWide && first) return <Navigate to={first.to} replace />
  return (
    <div className={classes['phoneList']}>
      <SettingsNav />
    </div>
  )
}

function subscribe(listener: () => void): () => void {
  wide.addEventListener('change', listener)
  return () => wide.removeEventListener('change', listener)
}
