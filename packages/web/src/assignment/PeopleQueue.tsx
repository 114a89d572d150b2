import type { AssignmentStrategy, Member } from '@otklik/contract'
import { useLingui } from '@lingui/react/macro'
import { ActionIcon, Input, MultiSelect } from '@mantine/core'
import { Avatar, StatusDot } from '@otklik/ui'
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { assignable, isAway, teamQuery } from '../interests/pick-lists.ts'
import classes from './Assignment.module.css'

interface PeopleQueueProps {
  strategy: AssignmentStrategy
  value: readonly string[]
  error: ReactNode
  onChange: (ids: string[]) => void
}

/** Among whom cards are shared, in order, with who is here now. */
export function PeopleQueue({ strategy, value, error, onChange }: PeopleQueueProps) {
  const { t } = useLingui()
  const { data } = useQuery(teamQuery)
  const team = data?.items ?? []
  const chosen = value.flatMap((id) => team.find((member) => member.id === id) ?? [])
  const free = assignable(team).filter(({ id }) => !value.includes(id))
  const swap = (index: number, other: number) => {
    const ids = [...value]
    const [a, b] = [ids[index], ids[other]]
    if (a === undefined || b === undefined) return
    ids[index] = b
    ids[other] = a
    onChange(ids)
  }
  return (
    <div>
      <Input.Label labelElement="div" mb={6}>
        {strategy === 'roundRobin' ? t`Очередь` : t`Между кем`}
      </Input.Label>
      <ol className={classes['queue']} aria-label={t`Выбранные люди`}>
        {chosen.map((member, index) => (
          <Person
            key={member.id}
            member={member}
            onUp={index > 0 ? () => swap(index, index - 1) : undefined}
            onDown={index < chosen.length - 1 ? () => swap(index, index + 1) : undefined}
            onRemove={() => onChange(value.filter((id) => id !== member.id))}
          />
        ))}
      </ol>
      <MultiSelect
        aria-label={t`Добавить человека`}
        placeholder={free.length > 0 ? t`Добавить человека` : t`Все, кто отвечает, уже здесь`}
        data={free.map(({ id, name }) => ({ value: id, label: name }))}
        value={[]}
        onChange={(ids) => onChange([...value, ...ids])}
        error={error}
        searchable
        disabled={free.length === 0}
      />
    </div>
  )
}

interface PersonProps {
  member: Member
  onUp: (() => void) | undefined
  onDown: (() => void) | undefined
  onRemove: () => void
}

function Person({ member, onUp, onDown, onRemove }: PersonProps) {
  const { t } = useLingui()
  const { name } = member
  const off = member.disabledAt !== null
  const away = isAway(member)
  return (
    <li className={classes['person']}>
      <Avatar name={name} photoUrl={member.photoUrl} size={28} />
      <span className={classes['personName']}>
        {name}
        <StatusDot tone={off ? 'red' : away ? 'amber' : 'green'}>
          {off
            ? t`доступ закрыт, карточек не получает`
            : away
              ? t`отсутствует, очередь обходит`
              : t`на месте`}
        </StatusDot>
      </span>
      <ActionIcon size="sm" aria-label={t`Раньше: ${name}`} disabled={!onUp} onClick={onUp}>
        <IconChevronUp size={16} />
      </ActionIcon>
      <ActionIcon size="sm" aria-label={t`Позже: ${name}`} disabled={!onDown} onClick={onDown}>
        <IconChevronDown size={16} />
      </ActionIcon>
      <ActionIcon size="sm" aria-label={t`Убрать: ${name}`} onClick={onRemove}>
        <IconX size={16} />
      </ActionIcon>
    </li>
  )
}
