import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './Callout.module.css'

interface CalloutProps {
  tone: 'grey' | 'amber' | 'red'
  title?: string
  children: ReactNode
}

/** A state of the whole section that the person should know of, and what to do. */
export function Callout({ tone, title, children }: CalloutProps) {
  const ToneIcon = tone === 'grey' ? IconInfoCircle : IconAlertTriangle
  return (
    <div className={classes['callout']} data-tone={tone} role="note">
      <ToneIcon size={18} stroke={1.7} className={classes['icon']} />
      <div>
        {title !== undefined && <strong className={classes['title']}>{title}</strong>}
        {children}
      </div>
    </div>
  )
}
