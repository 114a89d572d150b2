import type { ReactNode } from 'react'
import classes from './Layout.module.css'

interface PageHeaderProps {
  title: string
  /** Beside the title: tabs, a counter. */
  children?: ReactNode
  /** At the right edge. */
  actions?: ReactNode
}

/** Head of a page: title, tabs, actions. Sticks to the top. */
export function PageHeader({ title, children, actions }: PageHeaderProps) {
  return (
    <header className={classes['header']}>
      <h1 className={classes['title']}>{title}</h1>
      <div className={classes['middle']}>{children}</div>
      {actions !== undefined && <div className={classes['actions']}>{actions}</div>}
    </header>
  )
}

/** A line of controls over a list or under it. */
export function Toolbar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes['toolbar']} role="toolbar" aria-label={label}>
      {children}
    </div>
  )
}

interface PaneProps {
  /** Named for people who go from region to region. */
  label: string
  header?: ReactNode
  footer?: ReactNode
  children: ReactNode
}

/** A column that scrolls on its own between a fixed head and foot. */
export function Pane({ label, header, footer, children }: PaneProps) {
  return (
    <section className={classes['pane']} aria-label={label}>
      {header}
      <div className={classes['scroll']}>{children}</div>
      {footer}
    </section>
  )
}

/** A page of text and forms in a readable width: settings, first run. */
export function PageBody({ children, wide = false }: { children: ReactNode; wide?: boolean }) {
  return (
    <div className={classes['body']} data-wide={wide || undefined}>
      {children}
    </div>
  )
}
