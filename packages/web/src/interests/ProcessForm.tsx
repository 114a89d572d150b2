import type { Interest } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Divider, Group, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useFeedControl } from './feed-control.ts'
import { ProofDrop } from './ProofDrop.tsx'

interface ProcessFormProps {
  /** Undefined: the marked rows, which can only share a reason. */
  interest: Interest | undefined
  onClose: () => void
}

/** Processed by hand asks for proof of the answer, or for the reason there is none (R028 to R030). */
export function ProcessForm({ interest, onClose }: ProcessFormProps) {
  const { t } = useLingui()
  const { run } = useFeedControl()
  const [reason, setReason] = useState('')
  const finish = () => reason.trim() !== '' && run({ kind: 'process', reason: reason.trim() }, interest)
  return (
    <>
      {interest && (
        <>
          <Text size="sm" mb="xs">
            <Trans>Покажите ответ: снимок экрана или ссылку. Карточка станет обработанной сама.</Trans>
          </Text>
          <ProofDrop interest={interest} onAdded={onClose} />
          <Divider my="md" label={t`или без подтверждения`} />
        </>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          finish()
        }}
      >
        <Textarea
          {...(!interest && { 'data-autofocus': true })}
          label={t`Почему подтверждения нет`}
          placeholder={t`Например: ответили по телефону`}
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
            event.preventDefault()
            finish()
          }}
        />
        <Group justify="flex-end" mt="sm">
          <Button type="submit" disabled={reason.trim() === ''}>
            <Trans>Отметить обработанной</Trans>
          </Button>
        </Group>
      </form>
    </>
  )
}
