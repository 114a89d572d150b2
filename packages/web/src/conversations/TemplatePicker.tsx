import type { ConversationDetail, Template } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, Stack, Switch, TextInput } from '@mantine/core'
import { showNotice } from '@otklik/ui'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { api } from '../api/client.ts'
import { queryClient, showProblem } from '../api/query-client.ts'
import { PickList } from '../interests/PickList.tsx'

export interface Rendered {
  templateId: string
  text: string
  files: Template['attachments']
}

interface PickerProps {
  conversation: ConversationDetail
  /** What stands in the field now: may be kept as a template. */
  written: string
  onClose: () => void
  onPicked: (rendered: Rendered) => void
}

/** As it stands in a template; braces inside a message of the catalogue would be a variable of its own. */
const sample = '{имя}'

const templatesKey = ['templates'] as const

/** R061: one press puts the words for this person into the field, the next sends them. Most used first. */
export function TemplatePicker({ conversation, written, onClose, onPicked }: PickerProps) {
  const { t } = useLingui()
  const [query, setQuery] = useState('')
  const [saving, setSaving] = useState(false)
  const q = useDeferredValue(query.trim())
  const channelId = conversation.channel?.id
  const { data, isPending } = useQuery({
    queryKey: [...templatesKey, 'pick', q, channelId],
    queryFn: ({ signal }) =>
      api.templates.list(
        { order: 'used', ...(q !== '' && { q }), ...(channelId !== undefined && { channelId }) },
        { signal },
      ),
  })
  const pick = async (template: Template) => {
    try {
      const { text, attachments, missing } = await api.templates.render({
        id: template.id,
        conversationId: conversation.id,
      })
      if (missing.length > 0)
        showNotice({
          tone: 'amber',
          title: t`Не известно: ${missing.join(', ')}`,
          detail: t`Проверьте текст перед отправкой.`,
        })
      onPicked({ templateId: template.id, text, files: attachments })
    } catch (error) {
      showProblem(error)
    }
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t`Шаблоны`}
      closeButtonProps={{ 'aria-label': t`Закрыть` }}
    >
      {saving ? (
        <SaveForm text={written} onDone={() => setSaving(false)} />
      ) : (
        <Stack gap="sm">
          <PickList
            label={t`Шаблоны`}
            query={query}
            onQuery={setQuery}
            loading={isPending}
            current={undefined}
            options={(data?.items ?? []).map((template) => ({
              id: template.id,
              words: template.name,
              detail: template.folder,
              preview: template.text.slice(0, 160),
              pick: () => void pick(template),
            }))}
          />
          <Group justify="space-between">
            <span>
              <Trans>Вместо {sample} встанет имя человека.</Trans>
            </span>
            <Button variant="default" disabled={written.trim() === ''} onClick={() => setSaving(true)}>
              <Trans>Сохранить написанное как шаблон</Trans>
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}

function SaveForm({ text, onDone }: { text: string; onDone: () => void }) {
  const { t } = useLingui()
  const [name, setName] = useState('')
  const [folder, setFolder] = useState('')
  const [first, setFirst] = useState(false)
  const [shared, setShared] = useState(false)
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    try {
      await api.templates.create({
        name: name.trim(),
        folder: folder.trim(),
        text: text.trim(),
        shared,
        purpose: first ? 'first' : 'answer',
      })
      await queryClient.invalidateQueries({ queryKey: templatesKey })
      showNotice({ tone: 'green', title: t`Шаблон сохранён` })
      onDone()
    } catch (error) {
      showProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '') void save()
      }}
    >
      <Stack gap="sm">
        <TextInput
          autoFocus
          label={t`Название`}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t`Папка`}
          placeholder={t`Доставка / Регионы`}
          maxLength={200}
          value={folder}
          onChange={(event) => setFolder(event.currentTarget.value)}
        />
        <Switch
          label={t`Первое сообщение новым людям`}
          checked={first}
          onChange={(event) => setFirst(event.currentTarget.checked)}
        />
        <Switch
          label={t`Для всей команды`}
          checked={shared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            <Trans>Назад</Trans>
          </Button>
          <Button type="submit" loading={busy} disabled={name.trim() === ''}>
            <Trans>Сохранить</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
