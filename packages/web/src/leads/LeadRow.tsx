import type { Lead } from '@otklik/contract'
import { Avatar, Chip, DateTime, NetworkIcon } from '@otklik/ui'
import { ActionIcon } from '../interests/ActionIcon.tsx'
import { actionWords, leadWords } from '../interests/words.ts'
import { personWords } from '../words/people.ts'
import classes from './Leads.module.css'

interface LeadRowProps {
  lead: Lead
  isOpen: boolean
  onOpen: () => void
}

/** Who, by what, about which product, with whom. */
export function LeadRow({ lead, isOpen, onOpen }: LeadRowProps) {
  const { author, responsible, product } = lead
  const name = personWords(author?.name ?? author?.email ?? author?.phone, lead)
  const { words, tone } = leadWords(lead.state)
  return (
    <button type="button" className={classes['row']} aria-current={isOpen || undefined} onClick={onOpen}>
      <Avatar name={name} photoUrl={author?.photoUrl} size={36} />
      <span className={classes['body']}>
        <span className={classes['rowHead']}>
          <strong className={classes['name']}>{name}</strong>
          <DateTime value={lead.createdAt} />
        </span>
        <span className={classes['words']}>{lead.text || actionWords(lead.action)}</span>
        <span className={classes['foot']}>
          <Chip tone={tone}>{words}</Chip>
          <span className={classes['pair']}>
            <NetworkIcon network={lead.sourceType} size={15} />
            <ActionIcon action={lead.action} size={14} />
            {actionWords(lead.action)}
          </span>
          {product && <span>{product.name}</span>}
          {responsible && (
            <span className={classes['pair']}>
              <Avatar name={responsible.name} photoUrl={responsible.photoUrl} size={18} />
              {responsible.name}
            </span>
          )}
        </span>
      </span>
    </button>
  )
}
