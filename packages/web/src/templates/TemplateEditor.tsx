import type { Template, TemplateInput } from '@otklik/contract'
import { templateVariables } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import {
  Alert,
  Button,
  Drawer,
  FileButton,
  Group,
  MultiSelect,
  Switch,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import { showNotice } from '@otklik/ui'
import { IconPaperclip } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { describeProblem } from '../api/problems.ts'
import { channelsQuery } from '../channels/channel-queries.ts'
import { FileChips } from '../interests/card/FileChips.tsx'
import { useUploads } from '../interests/card/use-uploads.ts'
import { inputOf, useSaveTemplate } from './template-data.ts'
import { TemplateVariants } from './TemplateVariants.tsx'
import classes from './Templates.module.css'

interface TemplateEditorProps {
  template: Template | 'new' | undefined
  onClose: () => void
}

/** A new or a known template: its words, what stands in for the person, its files, and other words for a network. */
export function TemplateEditor({ template, onClose }: TemplateEditorProps) {
  const { t } = useLingui()
  return (
    <Drawer
      opened={template !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title={template === 'new' ? t`Новый шаблон` : t`Шаблон`}
      closeButtonProps={{ 'aria-label': t`Закрыть` }}
    >
      {template !== undefined && (
        <EditorForm template={template === 'new' ? null : template} onClose={onClose} />
      )}
    </Drawer>
  )
}

type Values = Omit<TemplateInput, 'fileIds' | 'shortcut'> & { shortcut: string }

const fresh: Values = {
  name: '',
  shortcut: '',
  folder: '',
  purpose: 'answer',
  text: '',
  variants: [],
  channelIds: [],
  shared: true,
}

function EditorForm({ template, onClose }: { template: Template | null; onClose: () => void }) {
  const { t } = useLingui()
  const save = useSaveTemplate()
  const [refused, setRefused] = useState<string>()
  const uploads = useUploads(template?.attachments)
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: template ? valuesOf(template) : fresh,
    validate: {
      name: (name) => (name.trim() === '' ? t`Назовите шаблон` : null),
      text: (text) => (text.trim() === '' ? t`Напишите текст` : null),
      shortcut: (shortcut) =>
        /^[\p{L}\p{N}_-]{0,40}$/u.test(shortcut) ? null : t`Буквы, цифры, дефис, без пробелов`,
      variants: (variants) =>
        variants.some(({ text }) => text.trim() === '') ? t`Напишите слова для сети или уберите её` : null,
    },
  })
  const submit = form.onSubmit((values) => {
    setRefused(undefined)
    const input = {
      ...values,
      shortcut: values.shortcut === '' ? null : values.shortcut,
      fileIds: uploads.ids,
    }
    save.mutate(
      { id: template?.id ?? null, input },
      {
        onSuccess: ({ name }) => {
          showNotice({ tone: 'green', title: t`Шаблон «${name}» сохранён` })
          onClose()
        },
        onError: (error) => {
          const problem = describeProblem(error)
          if (Object.keys(problem.fields).length > 0) form.setErrors(problem.fields)
          else setRefused([problem.title, problem.detail].filter(Boolean).join('. '))
        },
      },
    )
  })
  return (
    <form className={classes['form']} onSubmit={submit} noValidate>
      <TextInput
        data-autofocus
        required
        label={t`Название`}
        maxLength={100}
        {...form.getInputProps('name')}
      />
      <Group grow align="start">
        <TextInput
          label={t`Папка`}
          placeholder={t`Доставка / Регионы`}
          maxLength={200}
          {...form.getInputProps('folder')}
        />
        <TextInput
          label={t`Быстрый набор`}
          leftSection="/"
          maxLength={40}
          {...form.getInputProps('shortcut')}
        />
      </Group>
      <Words
        value={form.values.text}
        onChange={(text) => form.setFieldValue('text', text)}
        error={form.errors['text']}
      />
      <div>
        <FileChips uploads={uploads} />
        <FileButton multiple onChange={uploads.add}>
          {(props) => (
            <Button {...props} variant="default" size="xs" leftSection={<IconPaperclip size={15} />}>
              <Trans>Приложить файл</Trans>
            </Button>
          )}
        </FileButton>
      </div>
      <TemplateVariants
        variants={form.values.variants}
        onChange={(variants) => form.setFieldValue('variants', variants)}
        error={form.errors['variants']}
      />
      <Channels value={form.values.channelIds} onChange={(ids) => form.setFieldValue('channelIds', ids)} />
      <Switch
        label={t`Первое сообщение новым людям`}
        checked={form.values.purpose === 'first'}
        onChange={(event) => form.setFieldValue('purpose', event.currentTarget.checked ? 'first' : 'answer')}
      />
      <Switch label={t`Для всей команды`} {...form.getInputProps('shared', { type: 'checkbox' })} />
      {refused !== undefined && (
        <Alert color="red" role="alert">
          {refused}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          <Trans>Отмена</Trans>
        </Button>
        <Button type="submit" loading={save.isPending || uploads.busy} disabled={uploads.failed}>
          <Trans>Сохранить</Trans>
        </Button>
      </Group>
    </form>
  )
}

interface WordsProps {
  value: string
  onChange: (text: string) => void
  error: React.ReactNode
}

/** The text, and under it what a press puts where the caret stands. */
function Words({ value, onChange, error }: WordsProps) {
  const { t } = useLingui()
  const field = useRef<HTMLTextAreaElement>(null)
  const insert = (name: string) => {
    const from = field.current?.selectionStart ?? value.length
    const to = field.current?.selectionEnd ?? from
    onChange(`${value.slice(0, from)}{${name}}${value.slice(to)}`)
    field.current?.focus()
  }
  return (
    <div className={classes['form']}>
      <Textarea
        ref={field}
        required
        autosize
        minRows={4}
        maxRows={14}
        maxLength={20_000}
        label={t`Текст`}
        description={t`Чего программа не знает о человеке, она пропустит вместе с запятой.`}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error}
      />
      <div className={classes['variables']} role="group" aria-label={t`Вставить в текст`}>
        {Object.keys(templateVariables).map((name) => (
          <Button key={name} size="compact-xs" variant="default" onClick={() => insert(name)}>
            {`{${name}}`}
          </Button>
        ))}
      </div>
    </div>
  )
}

function Channels({ value, onChange }: { value: string[]; onChange: (ids: string[]) => void }) {
  const { t } = useLingui()
  const { data } = useQuery(channelsQuery)
  return (
    <MultiSelect
      label={t`Каналы`}
      description={t`Пусто: для всех`}
      data={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
    />
  )
}

function valuesOf(template: Template): Values {
  const { fileIds: _, shortcut, ...rest } = inputOf(template)
  return { ...rest, shortcut: shortcut ?? '' }
}
