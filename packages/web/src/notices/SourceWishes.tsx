import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Group, NativeSelect } from '@mantine/core'
import { sourceTypes, type NoticeSettings, type NoticeSource } from '@otklik/contract'
import { IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { usePermission } from '../api/session.ts'
import { sourceWords } from '../interests/words.ts'
import { WayHeads, WaysControls } from './WaysControls.tsx'
import classes from './NoticeSettings.module.css'

interface SourceWishesProps {
  settings: NoticeSettings
  onChange: (sources: NoticeSource[]) => void
}

/** Sources that are told otherwise than the rest: reviews by letter at once, likes not at all. */
export function SourceWishes({ settings, onChange }: SourceWishesProps) {
  const { t } = useLingui()
  const mayRead = usePermission('channels.read')
  const channels =
    useQuery({ queryKey: ['channels', 'list'], queryFn: () => api.channels.list({}), enabled: mayRead }).data
      ?.items ?? []
  const { sources } = settings
  const nameOf = ({ sourceType, channelId }: NoticeSource) =>
    sourceType
      ? sourceWords(sourceType)
      : (channels.find(({ id }) => id === channelId)?.name ?? t`Канал отключён`)
  const add = (choice: string) => {
    const [kind, id = ''] = choice.split(/:(.*)/)
    const ways = settings.kinds.new_card ?? { inApp: true, email: 'off', push: true }
    onChange([
      ...sources,
      { sourceType: kind === 'type' ? id : null, channelId: kind === 'channel' ? id : null, ways },
    ])
  }
  const known = new Set(sources.map(keyOf))
  const choices = [
    { group: t`Каналы`, items: channels.map(({ id, name }) => ({ value: `channel:${id}`, label: name })) },
    {
      group: t`Типы источников`,
      items: sourceTypes.map((type) => ({ value: `type:${type}`, label: sourceWords(type) })),
    },
  ].map(({ group, items }) => ({ group, items: items.filter(({ value }) => !known.has(value)) }))
  return (
    <>
      {sources.length > 0 && (
        <div className={classes['table']}>
          <WayHeads removable />
          {sources.map((source, index) => (
            <div
              key={keyOf(source)}
              className={classes['line']}
              data-removable
              role="group"
              aria-label={nameOf(source)}
            >
              <div className={classes['kind']}>{nameOf(source)}</div>
              <WaysControls
                name={nameOf(source)}
                ways={source.ways}
                onChange={(ways) => onChange(sources.with(index, { ...source, ways }))}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t`Убрать: ${nameOf(source)}`}
                onClick={() => onChange(sources.toSpliced(index, 1))}
              >
                <IconTrash size={17} />
              </ActionIcon>
            </div>
          ))}
        </div>
      )}
      <Group gap="sm">
        <NativeSelect
          aria-label={t`Добавить источник или канал`}
          value=""
          data={[
            { value: '', label: t`Добавить источник или канал…` },
            ...choices.filter(({ items }) => items.length > 0),
          ]}
          onChange={(event) => event.currentTarget.value && add(event.currentTarget.value)}
        />
        {sources.length === 0 && (
          <span className={classes['detail']}>
            <Trans>Пока обо всех источниках сообщается одинаково.</Trans>
          </span>
        )}
      </Group>
    </>
  )
}

function keyOf({ sourceType, channelId }: NoticeSource): string {
  return channelId ? `channel:${channelId}` : `type:${sourceType}`
}
