import { triageLevels } from '@otklik/contract'
import type { Interest, MemberBrief, TriageLevel } from '@otklik/contract'
import { useLingui } from '@lingui/react/macro'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Avatar, Chip } from '@otklik/ui'
import { useDeferredValue, useState } from 'react'
import { assignable, briefOf, catalogueQuery, isAway, teamQuery } from './pick-lists.ts'
import { PickList } from './PickList.tsx'
import { levelTones, levelWords } from './words.ts'

interface PickPersonProps extends PickProps<MemberBrief> {
  /** A card cannot be passed to oneself. */
  exceptId?: string | undefined
}

interface PickProps<Value> {
  current: string | undefined
  onPick: (value: Value) => void
}

export function PickPerson({ current, exceptId, onPick }: PickPersonProps) {
  const { t } = useLingui()
  const [query, setQuery] = useState('')
  const { data, isPending } = useQuery(teamQuery)
  const people = assignable(data?.items ?? []).filter(
    ({ id, name }) => id !== exceptId && contains(name, query),
  )
  return (
    <PickList
      label={t`Коллеги`}
      query={query}
      onQuery={setQuery}
      loading={isPending}
      current={current}
      options={people.map((member) => ({
        id: member.id,
        words: member.name,
        icon: <Avatar name={member.name} photoUrl={member.photoUrl} size={28} />,
        detail: isAway(member) ? t`нет на месте` : t`в работе: ${member.openCount}`,
        pick: () => onPick(briefOf(member)),
      }))}
    />
  )
}

export function PickLevel({ current, onPick }: PickProps<TriageLevel>) {
  const { t } = useLingui()
  return (
    <PickList
      label={t`Ступени`}
      current={current}
      options={triageLevels.toReversed().map((level) => ({
        id: level,
        words: levelWords(level),
        icon: <Chip tone={levelTones[level]}>{triageLevels.length - triageLevels.indexOf(level)}</Chip>,
        pick: () => onPick(level),
      }))}
    />
  )
}

export function PickProduct({ current, onPick }: PickProps<Interest['product']>) {
  const { t } = useLingui()
  const [query, setQuery] = useState('')
  const { data, isPending } = useQuery({
    ...catalogueQuery(useDeferredValue(query.trim())),
    placeholderData: keepPreviousData,
  })
  const none = { id: 'none', words: t`Без продукта`, pick: () => onPick(null) }
  const found = (data?.items ?? []).map(({ id, name, url }) => ({
    id,
    words: name,
    pick: () => onPick({ id, name, url }),
  }))
  return (
    <PickList
      label={t`Продукты`}
      query={query}
      onQuery={setQuery}
      loading={isPending}
      current={current ?? 'none'}
      options={query === '' ? [none, ...found] : found}
    />
  )
}

function contains(text: string, query: string): boolean {
  return text.toLocaleLowerCase().includes(query.trim().toLocaleLowerCase())
}
