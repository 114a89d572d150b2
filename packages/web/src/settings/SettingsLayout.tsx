import { useLingui } from '@lingui/react/macro'
import { PageHeader } from '@otklik/ui'
import { Outlet } from '@tanstack/react-router'
import { usePageTitle } from '../app/page-title.ts'
import { SettingsNav } from './SettingsNav.tsx'
import classes from './Settings.module.css'

/** The list of sections beside the section; on a phone the list is a page of its own. */
export function SettingsLayout() {
  const { t } = useLingui()
  usePageTitle(t`Настройки`)
  return (
    <>
      <PageHeader title={t`Настройки`} />
      <div className={classes['columns']}>
        <div className={classes['side']}>
          <SettingsNav />
        </div>
        <div className={classes['section']}>
          <Outlet />
        </div>
      </div>
    </>
  )
}
