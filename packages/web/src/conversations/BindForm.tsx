import type { Conversation } from '@otklik/contract'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, Group, Skeleton, Stack, TextInput } from '@mantine/core'
import { DateTime, NetworkIcon } from '@otklik/ui'
import { IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { api } from '../api/client.ts'
import { actionWords } from '../interests/words.ts'
import { bindObjects } from './conversation-verbs.ts'
import classes from './About.module.css'

/** Cards of the feed, the person's own first; one or several. */
export function BindForm({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { t } = useLingui()
  const [q, setQ] = useState('')
  const [ids, setIds] = useState<readonly string[]>([])
  const words = useDeferredValue(q.trim())
  const contactId = conversation.person?.contactId
  const filter = words === '' ? (contactId === undefined ? {} : { contactId }) : { q: words }
  const { data, isPending } = useQuery({
    queryKey: ['dialogs', 'bind', filter],
    queryFn: ({ signal }) => api.interests.list({ ...filter, limit: 30 }, { signal }),
    placeholderData: keepPreviousData,
  })
  const toggle = (id: string) => setIds(ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id])
  const bind = async () => {
    if (await bindObjects(conversation.id, 'interest', [...ids])) onClose()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (ids.length > 0) void bind()
      }}
    >
      <Stack gap="sm">
        <TextInput
          data-autofocus
          type="search"
          aria-label={t`Искать карточки`}
          placeholder={t`Искать карточки`}
          leftSection={<IconSearch size={16} />}
          value={q}
          onChange={(event) => setQ(event.currentTarget.value)}
        />
        {isPending && <Skeleton height={120} />}
        {data?.items.length === 0 && (
          <p className={classes['dim']}>
            <Trans>Ничего не нашлось. Проверьте написание.</Trans>
          </p>
        )}
        <div className={classes['choice']} tabIndex={-1}>
          {data?.items.map((interest) => (
            <Checkbox
              key={interest.id}
              checked={ids.includes(interest.id)}
              onChange={() => toggle(interest.id)}
              label={
                <span className={classes['pair']}>
                  <NetworkIcon network={interest.sourceType} size={15} />
                  <span className={classes['earlierWords']}>
                    {interest.author?.name} ·{' '}
                    {interest.text === '' ? actionWords(interest.action) : interest.text}
                  </span>
                  <DateTime value={interest.occurredAt} className={classes['dim'] ?? ''} />
                </span>
              }
            />
          ))}
        </div>
        <Group justify="flex-end">
          <Button type="submit" disabled={ids.length === 0}>
            {ids.length === 0 ? (
              <Trans>Привязать</Trans>
            ) : (
              <Plural
                value={ids.length}
                one="Привязать # карточку"
                few="Привязать # карточки"
                many="Привязать # карточек"
                other="Привязать # карточки"
              />
            )}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
