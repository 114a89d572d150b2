import type { Message } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Popover, Skeleton } from '@mantine/core'
import { DateTime } from '@otklik/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { versionsQuery } from './conversation-data.ts'
import classes from './Thread.module.css'

/** «изменено»: a press shows what stood there before. */
export function EditedWords({ message }: { message: Message }) {
  const { t } = useLingui()
  const [opened, setOpened] = useState(false)
  return (
    <Popover opened={opened} onChange={setOpened} width={320} trapFocus>
      <Popover.Target>
        <button
          type="button"
          className={classes['link']}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          <Trans>изменено</Trans>
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t`Прежние слова`}>
        {opened && <Versions message={message} />}
      </Popover.Dropdown>
    </Popover>
  )
}

function Versions({ message }: { message: Message }) {
  const { data, isError } = useQuery(versionsQuery(message.conversationId, message.id))
  if (isError) return <Trans>Прежние слова не загрузились. Закройте и откройте снова.</Trans>
  if (!data) return <Skeleton height={60} />
  return (
    <ol className={classes['versions']} tabIndex={-1} data-autofocus>
      {data.items.map((version) => (
        <li key={`${version.at} ${version.text}`}>
          <DateTime value={version.at} className={classes['dim'] ?? ''} />
          <p>{version.text}</p>
        </li>
      ))}
    </ol>
  )
}
