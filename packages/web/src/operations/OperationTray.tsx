import { ActionIcon, Button } from '@mantine/core'
import { Plural, useLingui } from '@lingui/react/macro'
import { IconLoader2, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { OperationCard } from './OperationCard.tsx'
import { operationsQuery } from './operation-queries.ts'
import classes from './OperationTray.module.css'

/** Stands in a corner of every page while long work goes on, and shows how it ended until it is put away. */
export function OperationTray() {
  const { t } = useLingui()
  const operations = useQuery(operationsQuery).data?.items ?? []
  const [open, setOpen] = useState(false)
  const [seen, setSeen] = useState<ReadonlySet<string>>(() => new Set())
  const [watched, setWatched] = useState<ReadonlySet<string>>(() => new Set())
  const running = operations.filter(({ finishedAt }) => finishedAt === null)
  const unwatched = running.filter(({ id }) => !watched.has(id))
  // What ran while this page was open is shown to its end; what ended earlier is on its own page.
  if (unwatched.length > 0) setWatched(new Set([...watched, ...unwatched.map(({ id }) => id)]))
  const shown = operations.filter(
    ({ id, finishedAt }) => finishedAt === null || (watched.has(id) && !seen.has(id)),
  )
  if (shown.length === 0) return null
  if (!open) {
    return (
      <Button
        className={classes['pill']}
        variant="default"
        size="xs"
        leftSection={
          <IconLoader2 size={16} className={running.length > 0 ? classes['turning'] : undefined} />
        }
        onClick={() => setOpen(true)}
      >
        {running.length > 0 ? (
          <Plural
            value={running.length}
            one="Идёт # задача"
            few="Идут # задачи"
            many="Идут # задач"
            other="Идёт # задачи"
          />
        ) : (
          t`Готово`
        )}
      </Button>
    )
  }
  return (
    <section className={classes['tray']} aria-label={t`Долгая работа`}>
      <header className={classes['head']}>
        <strong>{t`Долгая работа`}</strong>
        <ActionIcon
          size="sm"
          aria-label={t`Свернуть`}
          onClick={() => {
            setOpen(false)
            setSeen(new Set(operations.filter(({ finishedAt }) => finishedAt !== null).map(({ id }) => id)))
          }}
        >
          <IconX size={16} />
        </ActionIcon>
      </header>
      {shown.map((operation) => (
        <OperationCard key={operation.id} operation={operation} />
      ))}
    </section>
  )
}
