import { Trans, useLingui } from '@lingui/react/macro'
import { Checkbox, Group, MultiSelect, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { usePermission } from '../api/session.ts'
import { teamQuery } from '../interests/pick-lists.ts'
import { SettingsPart } from '../settings/SettingsPage.tsx'
import { changeLine, channelListQuery, lineQuery } from './settings-data.ts'
import classes from './Settings.module.css'

/** R218 to R220: who gets a channel's dialogs, and what a new person brings besides the contact. */
export function ChannelLines() {
  const { t } = useLingui()
  const mayRead = usePermission('channels.read')
  const { data } = useQuery({ ...channelListQuery, enabled: mayRead })
  const lines = data?.items ?? []
  if (lines.length === 0) return null
  return (
    <SettingsPart
      title={t`Каналы`}
      lead={t`Участники получают диалоги канала и видят их. Пусто: все, кто отвечает людям.`}
    >
      {lines.map((channel) => (
        <ChannelLineRow key={channel.id} id={channel.id} name={channel.name} />
      ))}
    </SettingsPart>
  )
}

function ChannelLineRow({ id, name }: { id: string; name: string }) {
  const { t } = useLingui()
  const mayChange = usePermission('channels.manage')
  const { data: line } = useQuery(lineQuery(id))
  const { data: team } = useQuery(teamQuery)
  const objects = { company: t`компания`, deal: t`сделка`, request: t`заявка`, task: t`задача` }
  if (!line) return <Skeleton height={64} my="sm" />
  return (
    <div className={classes['line']} role="group" aria-label={name}>
      <MultiSelect
        label={t`Участники: ${name}`}
        placeholder={line.participants.length === 0 ? t`все` : ''}
        searchable
        disabled={!mayChange}
        data={(team?.items ?? []).map((member) => ({ value: member.id, label: member.name }))}
        value={line.participants.map((member) => member.id)}
        onChange={(participantIds) => void changeLine(line, { participantIds })}
      />
      {line.offered.length > 0 && (
        <Group gap="md">
          <Trans>Новый человек, кроме контакта:</Trans>
          {line.offered.map((object) => (
            <Checkbox
              key={object}
              label={objects[object]}
              disabled={!mayChange}
              checked={line.onNewPerson.includes(object)}
              onChange={(event) =>
                void changeLine(line, {
                  onNewPerson: event.currentTarget.checked
                    ? [...line.onNewPerson, object]
                    : line.onNewPerson.filter((one) => one !== object),
                })
              }
            />
          ))}
        </Group>
      )}
    </div>
  )
}
