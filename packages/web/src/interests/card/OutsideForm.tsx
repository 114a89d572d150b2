import type { InterestDetail } from '@otklik/contract'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconExternalLink, IconPhone } from '@tabler/icons-react'
import { useFeedControl } from '../feed-control.ts'
import { ProofDrop } from '../ProofDrop.tsx'
import { safeUrl } from '../safe-url.ts'
import classes from './Composer.module.css'

/** Answered at the source: the link to the very place, then the proof that makes the card processed (R028 to R034). */
export function OutsideForm({ card }: { card: InterestDetail }) {
  const { ask, advance } = useFeedControl()
  const { reply } = card
  const url = safeUrl(reply.url)
  const outside = url !== undefined && !reply.here && reply.enabled
  return (
    <div className={classes['form']}>
      {outside && (
        <Button
          component="a"
          href={url}
          fullWidth
          size="md"
          leftSection={reply.way === 'call' ? <IconPhone size={18} /> : <IconExternalLink size={18} />}
          {...(/^https?:/i.test(url) && { target: '_blank', rel: 'noopener noreferrer' })}
        >
          {reply.way === 'call' ? (
            <Trans>Позвонить {url.replace(/^tel:/, '')}</Trans>
          ) : (
            <Trans>Открыть и ответить</Trans>
          )}
        </Button>
      )}
      <ProofDrop interest={card} onAdded={() => advance(card.id)} />
      {!card.processed && (
        <div className={classes['foot']}>
          <button type="button" className={classes['quiet']} onClick={() => ask('process', card)}>
            <Trans>Подтверждения нет</Trans>
          </button>
          <button type="button" className={classes['quiet']} onClick={() => ask('noReplyNeeded', card)}>
            <Trans>Ответ не нужен</Trans>
          </button>
        </div>
      )}
    </div>
  )
}
