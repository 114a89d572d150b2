import { useLingui } from '@lingui/react/macro'
import { IconChevronLeft } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { usePageTitle } from '../app/page-title.ts'
import classes from './SectionHead.module.css'

interface SectionHeadProps {
  title: string
  /** One or two sentences: what is decided here. */
  children?: ReactNode
  actions?: ReactNode
}

/** Head of a section of the settings; on a phone with the way back to the list of sections. */
export function SectionHead({ title, children, actions }: SectionHeadProps) {
  const { t } = useLingui()
  usePageTitle(title)
  return (
    <div className={classes['head']}>
      <Link to="/settings" className={classes['back'] ?? ''}>
        <IconChevronLeft size={16} aria-hidden />
        {t`Все настройки`}
      </Link>
      <div className={classes['row']}>
        <h2 className={classes['title']}>{title}</h2>
        {actions !== undefined && <div className={classes['actions']}>{actions}</div>}
      </div>
      {children !== undefined && <div className={classes['words']}>{children}</div>}
    </div>
  )
}
