import { useId } from 'react'
import type { ReactNode } from 'react'
import classes from './Report.module.css'

interface SectionProps {
  title: string
  /** Takes the whole width of the page; `screen`: half of it on paper. */
  wide?: boolean | 'screen'
  /** A line of explanation under the title. */
  note?: ReactNode
  /** At the right edge of the title. */
  aside?: ReactNode
  children: ReactNode
}

/** A part of the report with its title. */
export function Section({ title, wide = false, note, aside, children }: SectionProps) {
  const id = useId()
  return (
    <section
      className={classes['section']}
      data-wide={wide === false ? undefined : wide === 'screen' ? 'screen' : ''}
      aria-labelledby={id}
    >
      <header className={classes['sectionHead']}>
        <h2 id={id}>{title}</h2>
        {aside}
      </header>
      {note !== undefined && <p className={classes['note']}>{note}</p>}
      {children}
    </section>
  )
}
