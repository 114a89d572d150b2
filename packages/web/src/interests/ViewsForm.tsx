import type { SavedView } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Checkbox, Text, TextInput } from '@mantine/core'
import { showUndo } from '@otklik/ui'
import { IconTrash, IconUsers } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { queryClient } from '../api/query-client.ts'
import { usePermission } from '../api/session.ts'
import { useFeedControl } from './feed-control.ts'
import { filterNames, fromView } from './feed-search.ts'
import { viewsQuery } from './pick-lists.ts'
import { currentColumns, showColumns, shownColumns } from './use-columns.ts'
import classes from './Feed.module.css'

/** Saved views: a tab, filters, order and columns under a name, mine or the team's. */
export function ViewsForm({ onChosen }: { onChosen: () => void }) {
  const { t } = useLingui()
  const { data } = useQuery(viewsQuery)
  const groups = [
    { title: t`Мои`, views: data?.items.filter((view) => !view.shared) ?? [] },
    { title: t`Общие`, views: data?.items.filter((view) => view.shared) ?? [] },
  ]
  return (
    <>
      {data?.items.length === 0 && (
        <Text size="sm" c="dimmed" mb="sm">
          <Trans>Настройте вкладку, фильтры и столбцы, назовите, и они откроются одним нажатием.</Trans>
        </Text>
      )}
      {groups.map(
        ({ title, views }) =>
          views.length > 0 && (
            <section key={title} className={classes['viewGroup']}>
              <h3>{title}</h3>
              {views.map((view) => (
                <ViewRow key={view.id} view={view} onChosen={onChosen} />
              ))}
            </section>
          ),
      )}
      <SaveView />
    </>
  )
}

function ViewRow({ view, onChosen }: { view: SavedView; onChosen: () => void }) {
  const { t } = useLingui()
  const { setSearch, selection } = useFeedControl()
  const mayShare = usePermission('views.share')
  const open = () => {
    const blank = Object.fromEntries([...filterNames, 'tab', 'order'].map((name) => [name, undefined]))
    selection.clear()
    setSearch({ ...blank, ...fromView(view.query) })
    if (view.query.columns) showColumns(view.query.columns)
    onChosen()
  }
  return (
    <div className={classes['viewRow']}>
      <button type="button" className={classes['viewName']} onClick={open}>
        {view.name}
        {view.shared && <IconUsers size={14} aria-label={t`для всей команды`} role="img" />}
      </button>
      {(view.mine || (view.shared && mayShare)) && (
        <ActionIcon
          size="sm"
          aria-label={t`Удалить вид «${view.name}»`}
          onClick={() => void removeView(view, t`Вид удалён`)}
        >
          <IconTrash size={15} />
        </ActionIcon>
      )}
    </div>
  )
}

function SaveView() {
  const { t } = useLingui()
  const { filter, order } = useFeedControl()
  const mayShare = usePermission('views.share')
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const save = useMutation({
    mutationFn: () =>
      api.views.create({
        name: name.trim(),
        shared,
        query: { filter, order, columns: shownColumns(currentColumns()) },
      }),
    onSuccess: () => {
      setName('')
      return queryClient.invalidateQueries({ queryKey: viewsQuery.queryKey })
    },
  })
  return (
    <form
      className={classes['saveView']}
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '') save.mutate()
      }}
    >
      <TextInput
        size="xs"
        label={t`Сохранить то, что на экране`}
        placeholder={t`Название`}
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {mayShare && (
        <Checkbox
          size="xs"
          label={t`Для всей команды`}
          checked={shared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
      )}
      <Button type="submit" size="xs" disabled={name.trim() === ''} loading={save.isPending}>
        <Trans>Сохранить</Trans>
      </Button>
    </form>
  )
}

async function removeView(view: SavedView, title: string): Promise<void> {
  await api.views.remove({ id: view.id })
  await queryClient.invalidateQueries({ queryKey: viewsQuery.queryKey })
  const { name, shared, query } = view
  const restore = async () => {
    await api.views.create({ name, shared, query })
    await queryClient.invalidateQueries({ queryKey: viewsQuery.queryKey })
  }
  showUndo({ title, detail: name, onUndo: () => void restore() })
}
