import { useLingui } from '@lingui/react/macro'
import { PageBody } from '@otklik/ui'
import { IconChevronLeft } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { usePageTitle } from '../app/page-title.ts'
import classes from './Settings.module.css'

interface SettingsPageProps {
  title: string
  /** What is decided here, in a sentence. */
  lead?: ReactNode
  actions?: ReactNode
  wide?: boolean
  /** The list of sections itself: there is nowhere to go back to. */
  isStart?: boolean
  children: ReactNode
}

/** One section of the settings: its name, what it is for, its main action. */
export function SettingsPage({
  title,
  lead,
  actions,
  wide = false,
  isStart = false,
  children,
}: SettingsPageProps) {
  const { t } = useLingui()
  usePageTitle(title)
  return (
    <PageBody wide={wide}>
      {!isStart && (
        <Link to="/settings" className={classes['back'] ?? ''}>
          <IconChevronLeft size={16} />
          {t`Все настройки`}
        </Link>
      )}
      <div className={classes['head']}>
        <div>
          <h2 className={classes['headTitle']}>{title}</h2>
          {lead !== undefined && <p className={classes['lead']}>{lead}</p>}
        </div>
        {actions}
      </div>
      {children}
    </PageBody>
  )
}

/** A named part of a section. */
export function SettingsPart({
  title,
  lead,
  children,
}: {
  title: string
  lead?: ReactNode
  children: ReactNode
}) {
  return (
    <section className={classes['part']}>
      <h3 className={classes['partTitle']}>{title}</h3>
      {lead !== undefined && <p className={classes['lead']}>{lead}</p>}
      <div className={classes['partBody']}>{children}</div>
    </section>
  )
}
