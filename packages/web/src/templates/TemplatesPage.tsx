import type { Template } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, FileButton, Group, Menu, SegmentedControl, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { EmptyState, ErrorState, NothingFound, SkeletonRows } from '@otklik/ui'
import { IconDownload, IconPlus, IconSearch, IconTemplate, IconUpload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { describeProblem } from '../api/problems.ts'
import { useMe, usePermission } from '../api/session.ts'
import { SettingsPage } from '../settings/SettingsPage.tsx'
import { exportTemplates, importTemplates, templatesQuery } from './template-data.ts'
import { TemplateEditor } from './TemplateEditor.tsx'
import { TemplateList } from './TemplateList.tsx'
import classes from './Templates.module.css'

type Shown = 'all' | 'mine' | 'team' | 'first'

/** Prepared texts (R061, R062, R158): folders, mine and the team's, words per network, files; to another workspace by a file. */
export function TemplatesPage() {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 200)
  const [shown, setShown] = useState<Shown>('all')
  const [edited, setEdited] = useState<Template | 'new'>()
  const mayWork = usePermission('conversations.work')
  const add = mayWork && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited('new')}>
      <Trans>Новый шаблон</Trans>
    </Button>
  )
  return (
    <SettingsPage
      wide
      title={t`Шаблоны`}
      actions={
        mayWork && (
          <Group gap="xs">
            <FileMenu />
            {add}
          </Group>
        )
      }
      lead={
        <Trans>
          Готовые слова для ответа: в диалоге их открывает косая черта, второе нажатие отправляет. Имя
          человека и продукт встают сами.
        </Trans>
      }
    >
      <div className={classes['tools']}>
        <TextInput
          type="search"
          aria-label={t`Искать в шаблонах`}
          placeholder={t`Искать в шаблонах`}
          leftSection={<IconSearch size={16} />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <SegmentedControl<Shown>
          aria-label={t`Какие шаблоны показать`}
          value={shown}
          onChange={setShown}
          data={[
            { value: 'all', label: t`Все` },
            { value: 'mine', label: t`Мои` },
            { value: 'team', label: t`Команды` },
            { value: 'first', label: t`Первые слова` },
          ]}
        />
      </div>
      <Found q={q} shown={shown} add={add} onReset={() => setTyped('')} onEdit={setEdited} />
      <TemplateEditor template={edited} onClose={() => setEdited(undefined)} />
    </SettingsPage>
  )
}

function FileMenu() {
  const { t } = useLingui()
  return (
    <>
      <FileButton accept=".json,.csv" onChange={(file) => file && void importTemplates(file)}>
        {(props) => (
          <Button {...props} variant="default" leftSection={<IconUpload size={16} />}>
            <Trans>Загрузить</Trans>
          </Button>
        )}
      </FileButton>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconDownload size={16} />}>
            <Trans>Выгрузить</Trans>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void exportTemplates('json')}>{t`Для другого Отклика (JSON)`}</Menu.Item>
          <Menu.Item onClick={() => void exportTemplates('csv')}>{t`Для таблицы (CSV)`}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}

interface FoundProps {
  q: string
  shown: Shown
  add: ReactNode
  onReset: () => void
  onEdit: (template: Template) => void
}

function Found({ q, shown, add, onReset, onEdit }: FoundProps) {
  const { t } = useLingui()
  const me = useMe().member?.id
  const list = useQuery(templatesQuery(q))
  if (list.isPending) return <SkeletonRows count={6} height={56} />
  if (list.isError) {
    const problem = describeProblem(list.error)
    return (
      <ErrorState title={problem.title} onRetry={() => void list.refetch()}>
        {problem.detail}
      </ErrorState>
    )
  }
  const templates = list.data.items.filter((template) => {
    if (shown === 'mine') return template.by.id === me
    if (shown === 'team') return template.shared
    return shown === 'all' || template.purpose === 'first'
  })
  if (templates.length > 0) return <TemplateList templates={templates} onEdit={onEdit} />
  if (q !== '') return <NothingFound filters={`«${q}»`} onReset={onReset} />
  return (
    <EmptyState icon={<IconTemplate size={28} />} title={t`Шаблонов пока нет`} action={add || undefined}>
      <Trans>Запишите один раз то, что пишете каждый день: доставку, часы работы, цены.</Trans>
    </EmptyState>
  )
}
