import type { Interest, MemberBrief } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Textarea } from '@mantine/core'
import { Avatar } from '@otklik/ui'
import { useState } from 'react'
import { PickPerson } from './PickForms.tsx'
import { currentMember, handOver } from './verbs.ts'

/** To a seller, with a note of what the customer wants (R016). */
export function HandOverForm({ interest, onClose }: { interest: Interest; onClose: () => void }) {
  const { t } = useLingui()
  const [to, setTo] = useState<MemberBrief>()
  const [note, setNote] = useState('')
  if (!to) return <PickPerson current={undefined} exceptId={currentMember()?.id} onPick={setTo} />
  const send = async () => {
    if (await handOver(interest, to, note.trim())) onClose()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (note.trim() !== '') void send()
      }}
    >
      <Group gap="xs" mb="sm">
        <Avatar name={to.name} photoUrl={to.photoUrl} size={28} />
        <strong>{to.name}</strong>
        <Button size="compact-sm" variant="subtle" onClick={() => setTo(undefined)}>
          <Trans>Другой человек</Trans>
        </Button>
      </Group>
      <Textarea
        autoFocus
        label={t`Что важно знать`}
        placeholder={t`Чего хочет клиент, что уже обещали, когда ждёт ответа`}
        autosize
        minRows={3}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Group justify="flex-end" mt="sm">
        <Button type="submit" disabled={note.trim() === ''}>
          <Trans>Передать</Trans>
        </Button>
      </Group>
    </form>
  )
}
