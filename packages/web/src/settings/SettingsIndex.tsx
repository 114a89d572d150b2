import { SettingsNav } from './SettingsNav.tsx'
import { Checklist } from './Checklist.tsx'
import classes from './Settings.module.css'

/** What is left to set up; on a phone also the list of sections, which a wide screen has at the side. */
export function SettingsIndex() {
  return (
    <>
      <Checklist />
      <div className={classes['phoneList']}>
        <SettingsNav />
      </div>
    </>
  )
}
