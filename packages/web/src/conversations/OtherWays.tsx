import type { ConversationDetail } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useConversationControl } from './conversation-control.ts'
import { waysQuery } from './conversation-data.ts'
import { startWithPerson } from './conversation-verbs.ts'
import classes from './DialogComposer.module.css'

/** What remains when this way is closed: the person's other channels, and a note for colleagues. */
export function OtherWays({ conversation }: { conversation: ConversationDetail }) {
  const { t } = useLingui()
  const { open } = useConversationControl()
  const contactId = conversation.person?.contactId
  const { data } = useQuery({ ...waysQuery(contactId ?? ''), enabled: contactId !== undefined })
  const others =
    data?.items.filter(({ allowed, channel }) => allowed && channel.id !== conversation.channel?.id) ?? []
  if (contactId === undefined || others.length === 0)
    return (
      <p className={classes['dim']}>
        <Trans>Остаётся заметка для коллег.</Trans>
      </p>
    )
  const go = async (channelId: string, known: string | null) => {
    const id = known ?? (await startWithPerson(contactId, channelId))
    if (id !== undefined) open(id, { place: 'message' })
  }
  return (
    <div className={classes['ways']} role="group" aria-label={t`Другие пути`}>
      <span className={classes['dim']}>
        <Trans>Написать иначе:</Trans>
      </span>
      {others.map(({ channel, conversationId }) => (
        <Button
          key={channel.id}
          size="compact-sm"
          variant="default"
          onClick={() => void go(channel.id, conversationId)}
        >
          {channel.name}
        </Button>
      ))}
    </div>
  )
}
