import type { ReactNode } from 'react'
import type { Tone } from '../theme/tokens.ts'
import classes from './Chip.module.css'

interface ChipProps {
  tone?: Tone
  icon?: ReactNode
  /** Why it says so, on hover: «правило: слова „верните деньги“». */
  title?: string
  /** Makes it a button. */
  onClick?: () => void
  children: ReactNode
}

/** A state in words. Colour repeats what the words say and never replaces them. */
export function Chip({ tone = 'grey', icon, title, onClick, children }: ChipProps) {
  const content = (
    <>
      {icon !== undefined && <span className={classes['icon']}>{icon}</span>}
      <span className={classes['words']}>{children}</span>
    </>
  )
  if (!onClick) {
    return (
      <span className={classes['chip']} data-tone={tone} title={title}>
        {content}
      </span>
    )
  }
  return (
    <button type="button" className={classes['chip']} data-tone={tone} title={title} onClick={onClick}>
      {content}
    </button>
  )
}
