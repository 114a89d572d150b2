import '@mantine/spotlight/styles.layer.css'
import { useLingui } from '@lingui/react/macro'
import { createSpotlight, Spotlight } from '@mantine/spotlight'
import { KeyCombination } from '@otklik/ui'
import { IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useEffect } from 'react'
import { searchEverything, useCurrentActions } from './actions.ts'
import type { Action } from './actions.ts'
import classes from './CommandPalette.module.css'

const [store, palette] = createSpotlight()

interface CommandPaletteProps {
  /** Opens each time it grows; with 0 the palette stands ready. */
  request: number
  /** Held by the frame, because people type before this file has come. */
  query: string
  onQueryChange: (query: string) => void
  /** The field has the focus: from here on it hears the keys itself. */
  onFocus: () => void
}

/** Ctrl/⌘K: go, find, act. */
export function CommandPalette({ request, query, onQueryChange, onFocus }: CommandPaletteProps) {
  const { t } = useLingui()
  const actions = useCurrentActions().filter((action) => matches(action, query))
  const found = useFound(query)
  useEffect(() => {
    if (request > 0) palette.open()
  }, [request])
  const groups = Map.groupBy([...found, ...actions], (action) => action.group)
  return (
    <Spotlight.Root
      store={store}
      shortcut={null}
      attributes={{ content: { 'aria-label': t`Найти, перейти, сделать` } }}
      centered={false}
      yOffset="12vh"
      query={query}
      onQueryChange={onQueryChange}
      scrollable
      overlayProps={{ backgroundOpacity: 0.45, blur: 0 }}
      maxHeight={420}
    >
      <Spotlight.Search
        className={classes['search'] ?? ''}
        onFocus={onFocus}
        placeholder={t`Куда перейти, что найти или сделать`}
        leftSection={<IconSearch size={18} />}
      />
      <Spotlight.ActionsList>
        {[...groups].map(([group, items]) => (
          <Spotlight.ActionsGroup key={group} label={group}>
            {items.map((action) => (
              <PaletteAction key={action.id} action={action} />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {groups.size === 0 && (
          <Spotlight.Empty>{t`Ничего не нашлось. Попробуйте другие слова.`}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

function PaletteAction({ action }: { action: Action }) {
  return (
    <Spotlight.Action
      label={action.words}
      {...(action.detail !== undefined && { description: action.detail })}
      leftSection={action.icon}
      rightSection={action.keys === undefined ? undefined : <KeyCombination keys={action.keys} />}
      onClick={action.run}
    />
  )
}

function useFound(query: string): readonly Action[] {
  const deferred = useDeferredValue(query.trim())
  const enabled = deferred.length >= 2
  const { data } = useQuery({
    queryKey: ['search', deferred],
    queryFn: ({ signal }) => searchEverything(deferred, signal),
    enabled,
    placeholderData: keepPreviousData,
  })
  return enabled ? (data ?? []) : []
}

/** Every typed word must stand somewhere in the action. */
function matches(action: Action, query: string): boolean {
  const text = `${action.words} ${action.group} ${action.keywords ?? ''}`.toLocaleLowerCase()
  return query
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
