import type { ReactNode } from 'react'
import type { Tone } from '../theme/tokens.ts'
import classes from './StatusDot.module.css'

interface StatusDotProps {
  tone: Tone
  /** Breathes while something goes on. */
  pulse?: boolean
  children: ReactNode
}

/** A coloured dot with words beside it. */
export function StatusDot({ tone, pulse = false, children }: StatusDotProps) {
  return (
    <span className={classes['status']}>
      <span
        className={classes['dot']}
        data-pulse={pulse || undefined}
        style={{ background: `var(--ok-${tone}-edge)` }}
      />
      {children}
    </span>
  )
}
