import { Trans } from '@lingui/react/macro'
import { IconEye, IconPencil } from '@tabler/icons-react'
import type { Onlooker } from './use-live-dialog.ts'
import classes from './Conversations.module.css'

/** Colleagues in the same dialog: who looks, who writes. */
export function PresenceLine({ others }: { others: readonly Onlooker[] }) {
  if (others.length === 0) return null
  const writing = others.filter(({ activity }) => activity === 'writing').map(({ name }) => name)
  const viewing = others.filter(({ activity }) => activity === 'viewing').map(({ name }) => name)
  return (
    <div className={classes['presence']} role="status">
      {writing.length > 0 && (
        <span data-writing>
          <IconPencil size={14} /> <Trans>Пишет: {writing.join(', ')}</Trans>
        </span>
      )}
      {viewing.length > 0 && (
        <span>
          <IconEye size={14} /> <Trans>Смотрит: {viewing.join(', ')}</Trans>
        </span>
      )}
    </div>
  )
}
