import { Button, CopyButton, Group, Modal, Stack, Textarea } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import type { ReactNode } from 'react'

interface SecretDialogProps {
  title: string
  /** Shown this once: a link or a key. */
  secret: string
  children: ReactNode
  onClose: () => void
}

/** Something shown once, ready to be copied. Closes only on purpose. */
export function SecretDialog({ title, secret, children, onClose }: SecretDialogProps) {
  const { t } = useLingui()
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeOnClickOutside={false}>
      <Stack gap="md">
        <div>{children}</div>
        <Textarea
          aria-label={title}
          readOnly
          autosize
          value={secret}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Group justify="flex-end">
          <CopyButton value={secret} timeout={3000}>
            {({ copied, copy }) => (
              <Button
                data-autofocus
                leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
                onClick={copy}
              >
                {copied ? t`Скопировано` : t`Скопировать`}
              </Button>
            )}
          </CopyButton>
          <Button variant="default" onClick={onClose}>
            <Trans>Готово</Trans>
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
