import type { ConversationDetail, Message } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Group, Menu, Modal, Text, Textarea } from '@mantine/core'
import { showNotice } from '@otklik/ui'
import {
  IconArrowBackUp,
  IconCopy,
  IconDots,
  IconExternalLink,
  IconFlag,
  IconLink,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useMe, usePermission } from '../api/session.ts'
import { safeUrl } from '../interests/safe-url.ts'
import type { ComposerTask } from './conversation-control.ts'
import { markMessage, removeMessage } from './message-verbs.ts'
import classes from './Thread.module.css'

interface MessageMenuProps {
  message: Message
  conversation: ConversationDetail
  onTask: (task: ComposerTask) => void
}

/** What can be done with one message; only what the network allows here. */
export function MessageMenu({ message, conversation, onTask }: MessageMenuProps) {
  const { t } = useLingui()
  const me = useMe().member?.id
  const mayWork = usePermission('conversations.work')
  const mayReview = usePermission('conversations.review')
  const [asked, setAsked] = useState<'mark' | 'remove'>()
  const alive = message.removed === null
  const own = message.direction === 'out' && message.author.id === me && alive && message.sentAt !== null
  const may = (act: string) => own && conversation.acts.includes(act)
  const url = safeUrl(message.url)
  const copyLink = () => {
    const address = `${window.location.origin}/conversations?dialog=${conversation.id}&message=${message.id}`
    void navigator.clipboard.writeText(address).then(() => showNotice({ title: t`Ссылка скопирована` }))
  }
  const copyWords = () =>
    void navigator.clipboard.writeText(message.text).then(() => showNotice({ title: t`Слова скопированы` }))
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon className={classes['menu'] ?? ''} size="sm" aria-label={t`Действия с сообщением`}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mayWork && alive && message.direction !== 'note' && conversation.writing.code === 'ok' && (
            <Menu.Item
              leftSection={<IconArrowBackUp size={16} />}
              onClick={() => onTask({ kind: 'quote', message })}
            >
              <Trans>Ответить на это</Trans>
            </Menu.Item>
          )}
          {may('edit_message') && (
            <Menu.Item
              leftSection={<IconPencil size={16} />}
              onClick={() => onTask({ kind: 'edit', message })}
            >
              <Trans>Изменить</Trans>
            </Menu.Item>
          )}
          {message.text !== '' && (
            <Menu.Item leftSection={<IconCopy size={16} />} onClick={copyWords}>
              <Trans>Скопировать слова</Trans>
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconLink size={16} />} onClick={copyLink}>
            <Trans>Скопировать ссылку</Trans>
          </Menu.Item>
          {url !== undefined && (
            <Menu.Item
              component="a"
              href={url}
              target="_blank"
              rel="noopener noreferrer"
              leftSection={<IconExternalLink size={16} />}
            >
              <Trans>Открыть в сети</Trans>
            </Menu.Item>
          )}
          {mayReview && (
            <Menu.Item leftSection={<IconFlag size={16} />} onClick={() => setAsked('mark')}>
              <Trans>Здесь разговор пошёл не так</Trans>
            </Menu.Item>
          )}
          {may('remove_message') && (
            <Menu.Item color="red.8" leftSection={<IconTrash size={16} />} onClick={() => setAsked('remove')}>
              <Trans>Удалить у человека</Trans>
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {asked === 'mark' && <MarkForm message={message} onClose={() => setAsked(undefined)} />}
      {asked === 'remove' && <RemoveForm message={message} onClose={() => setAsked(undefined)} />}
    </>
  )
}

interface FormProps {
  message: Message
  onClose: () => void
}

function MarkForm({ message, onClose }: FormProps) {
  const { t } = useLingui()
  const [words, setWords] = useState('')
  const mark = async () => {
    if (words.trim() !== '' && (await markMessage(message, words.trim()))) onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t`Здесь разговор пошёл не так`}
      closeButtonProps={{ 'aria-label': t`Закрыть` }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void mark()
        }}
      >
        <Textarea
          data-autofocus
          label={t`Что не так и как было бы лучше`}
          autosize
          minRows={3}
          maxLength={1000}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="sm">
          <Button type="submit" disabled={words.trim() === ''}>
            <Trans>Отметить</Trans>
          </Button>
        </Group>
      </form>
    </Modal>
  )
}

/** It cannot be taken back, so it is asked. */
function RemoveForm({ message, onClose }: FormProps) {
  const { t } = useLingui()
  const remove = () => {
    void removeMessage(message)
    onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t`Удалить у человека`}
      closeButtonProps={{ 'aria-label': t`Закрыть` }}
    >
      <Text size="sm">
        <Trans>Сообщение исчезнет у человека. Здесь его слова останутся. Вернуть его нельзя.</Trans>
      </Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          <Trans>Отмена</Trans>
        </Button>
        <Button color="red.8" data-autofocus onClick={remove}>
          <Trans>Удалить</Trans>
        </Button>
      </Group>
    </Modal>
  )
}
