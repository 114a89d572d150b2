import { Button, Group, Modal, Text, TextInput } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { ReactNode } from 'react'

interface ConfirmByTypingProps {
  opened: boolean
  title: string
  /** What will be gone, with counts, and that it cannot be undone. */
  children: ReactNode
  /** The word the person has to type, usually the name of the thing. */
  phrase: string
  confirmLabel: string
  onConfirm: () => void
  onClose: () => void
}

/** For what cannot be undone, and only for that: everything else gets an undo. */
export function ConfirmByTyping(props: ConfirmByTypingProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title}>
      {props.opened && <ConfirmForm {...props} />}
    </Modal>
  )
}

function ConfirmForm({ children, phrase, confirmLabel, onConfirm, onClose }: ConfirmByTypingProps) {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const matches = typed.trim() === phrase
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (matches) onConfirm()
      }}
    >
      <Text size="sm" component="div" mb="md">
        {children}
      </Text>
      <TextInput
        data-autofocus
        autoComplete="off"
        label={t`Чтобы подтвердить, введите: ${phrase}`}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          <Trans>Отмена</Trans>
        </Button>
        <Button type="submit" color="red.9" disabled={!matches}>
          {confirmLabel}
        </Button>
      </Group>
    </form>
  )
}
