import type { PlannedContact } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Chip, Group, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { useLocale, useNow } from '@otklik/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMe } from '../api/session.ts'
import { dayOf } from '../interests/day-bounds.ts'
import { assignable, teamQuery } from '../interests/pick-lists.ts'
import { move, plan } from './planned-data.ts'
import type { PlanTarget } from './planned-data.ts'
import { momentOf, wallOf } from './wall-moment.ts'

type PlanFormProps = { onClose: () => void } & ({ target: PlanTarget } | { planned: PlannedContact })

/** When, what and who: a new contact, or one that is moved. */
export function PlanForm({ onClose, ...about }: PlanFormProps) {
  const { t } = useLingui()
  const { timeZone } = useLocale()
  const { member } = useMe()
  const { data: team } = useQuery(teamQuery)
  const former = 'planned' in about ? about.planned : undefined
  const now = useNow()
  const [when, setWhen] = useState(() =>
    former && !former.overdue ? wallOf(new Date(former.dueAt), timeZone) : `${dayOf(now, timeZone, 1)}T10:00`,
  )
  const [what, setWhat] = useState(former?.what ?? '')
  const [memberId, setMember] = useState(former?.member.id ?? member?.id ?? null)
  const moment = momentOf(when, timeZone)
  const isPast = moment !== undefined && moment < now
  const ready = moment !== undefined && !isPast && what.trim() !== '' && memberId !== null
  const send = async () => {
    if (!ready) return
    const values = { dueAt: moment.toISOString(), what: what.trim(), memberId }
    if (await ('planned' in about ? move(about.planned, values) : plan(about.target, values))) onClose()
  }
  const soon = [
    { words: t`Через час`, value: wallOf(new Date(now.getTime() + 3_600_000), timeZone) },
    { words: t`Завтра в 10:00`, value: `${dayOf(now, timeZone, 1)}T10:00` },
    { words: t`Через три дня`, value: `${dayOf(now, timeZone, 3)}T10:00` },
    { words: t`Через неделю`, value: `${dayOf(now, timeZone, 7)}T10:00` },
  ]
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Stack gap="sm">
        <Textarea
          data-autofocus
          autoFocus
          label={t`Что сделать`}
          placeholder={t`Позвонить и спросить, подошёл ли помол`}
          autosize
          minRows={2}
          maxLength={500}
          value={what}
          onChange={(event) => setWhat(event.currentTarget.value)}
        />
        <Group gap={6}>
          {soon.map(({ words, value }) => (
            <Chip key={words} size="xs" checked={value === when} onChange={() => setWhen(value)}>
              {words}
            </Chip>
          ))}
        </Group>
        <TextInput
          type="datetime-local"
          label={t`Когда`}
          value={when}
          error={isPast ? t`Это время прошло, выберите другое` : undefined}
          onChange={(event) => setWhen(event.currentTarget.value)}
        />
        <Select
          label={t`Кто`}
          allowDeselect={false}
          value={memberId}
          data={assignable(team?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setMember}
        />
        <Group justify="flex-end">
          <Button type="submit" disabled={!ready}>
            {former ? <Trans>Перенести</Trans> : <Trans>Запланировать</Trans>}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
