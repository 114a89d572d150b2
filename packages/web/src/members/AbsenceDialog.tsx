import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Member } from '@otklik/contract'
import { useNow } from '@otklik/ui'
import { useState } from 'react'
import { useSetAbsence } from './members.queries.ts'

/** Leave or illness: until that morning no cards come. */
export function AbsenceDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useLingui()
  const [day, setDay] = useState(member.absentUntil === null ? '' : localDay(new Date(member.absentUntil)))
  const today = localDay(useNow())
  const save = useSetAbsence()
  const send = (absentUntil: string | null) =>
    save.mutate({ id: member.id, absentUntil }, { onSuccess: onClose })
  return (
    <Modal opened onClose={onClose} title={t`Отсутствие: ${member.name}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          send(new Date(`${day}T00:00`).toISOString())
        }}
      >
        <Stack gap="md">
          <TextInput
            data-autofocus
            type="date"
            label={t`Вернётся`}
            description={t`До этого дня новые карточки не назначаются; взятые остаются за человеком.`}
            required
            withAsterisk={false}
            min={today}
            value={day}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            {member.absentUntil !== null && (
              <Button variant="default" onClick={() => send(null)}>
                <Trans>Уже на месте</Trans>
              </Button>
            )}
            <Button type="submit" loading={save.isPending}>
              <Trans>Сохранить</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function localDay(moment: Date): string {
  const month = String(moment.getMonth() + 1).padStart(2, '0')
  return `${moment.getFullYear()}-${month}-${String(moment.getDate()).padStart(2, '0')}`
}
