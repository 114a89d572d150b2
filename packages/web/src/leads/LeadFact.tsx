import type { Interest } from '@otklik/contract'
import { useLingui } from '@lingui/react/macro'
import { Chip } from '@otklik/ui'
import { Link } from '@tanstack/react-router'
import { leadWords } from '../interests/words.ts'
import classes from './Leads.module.css'

/** On the card: that it is a lead, with the way to it. */
export function LeadFact({ lead }: { lead: NonNullable<Interest['lead']> }) {
  const { t } = useLingui()
  const { words, tone } = leadWords(lead.state)
  return (
    <span className={classes['fact']}>
      <Chip tone={tone}>{words}</Chip>
      <Link to="/leads" search={{ state: lead.state, lead: lead.id }}>
        {t`Открыть лид`}
      </Link>
    </span>
  )
}
