import type { InterestDetail } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { SkeletonRows } from '@otklik/ui'
import { IconMessages } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { dialogOfCardQuery } from './conversation-data.ts'
import classes from './About.module.css'

/** R229: the dialog a card came from, one press away. It is answered there, so that the thread has every word. */
export function DialogOfCard({ card }: { card: InterestDetail }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const { data, isPending } = useQuery(dialogOfCardQuery(card.id))
  if (isPending) return <SkeletonRows count={1} height={56} />
  if (!data) return null
  return (
    <section className={classes['ofCard']} aria-label={t`Диалог`}>
      <Button
        fullWidth
        leftSection={<IconMessages size={18} />}
        onClick={() => void navigate({ to: '/conversations', search: { dialog: data.id } })}
      >
        {data.unansweredSince === null ? (
          <Trans>Открыть диалог</Trans>
        ) : (
          <Trans>Открыть диалог и ответить</Trans>
        )}
      </Button>
    </section>
  )
}
