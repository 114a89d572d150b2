import { conversationTabs } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, CloseButton, Popover, Select, Stack, Switch, TextInput, Tooltip } from '@mantine/core'
import { Kbd, PillTabs } from '@otklik/ui'
import { IconFilter, IconSearch, IconUserPlus, IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { usePermission } from '../api/session.ts'
import { useConversationControl } from './conversation-control.ts'
import { useConversationCounters } from './conversation-counters.ts'
import { conversationTabWords } from './conversation-words.ts'
import { useChannelNames, useColleagueNames, useFilterNames } from './use-filter-names.ts'
import classes from './ConversationList.module.css'

const PAUSE = 250

/** Over the list: tabs with honest counters, the search over everything said, filters. */
export function ListHead({ field }: { field: RefObject<HTMLInputElement | null> }) {
  const { t } = useLingui()
  const { search, setSearch, ask } = useConversationControl()
  const counters = useConversationCounters()
  const mayWork = usePermission('conversations.work')
  const names = useFilterNames(search).filter(({ name }) => name !== 'q')
  const tabs = conversationTabs.map((value) => ({
    value,
    label: conversationTabWords(value),
    count: counters?.[value],
  }))
  return (
    <header className={classes['head']}>
      <div className={classes['headLine']}>
        <h1 className={classes['title']}>{t`Диалоги`}</h1>
        {mayWork && (
          <Tooltip label={t`Написать коллеге`}>
            <ActionIcon aria-label={t`Написать коллеге`} onClick={() => ask('colleagues')}>
              <IconUserPlus size={19} />
            </ActionIcon>
          </Tooltip>
        )}
        <Filters active={names.length} />
      </div>
      <SearchField field={field} />
      <PillTabs
        label={t`Какие диалоги`}
        tabs={tabs}
        value={search.tab ?? 'all'}
        onChange={(tab) => setSearch({ tab })}
      />
      {names.length > 0 && (
        <div className={classes['filters']}>
          {names.map(({ name, words }) => (
            <button
              key={name}
              type="button"
              className={classes['filter']}
              onClick={() => setSearch({ [name]: undefined })}
            >
              {words}
              <IconX size={13} aria-label={t`Убрать фильтр`} />
            </button>
          ))}
        </div>
      )}
    </header>
  )
}

function SearchField({ field }: { field: RefObject<HTMLInputElement | null> }) {
  const { t } = useLingui()
  const { search, setSearch } = useConversationControl()
  const [typed, setTyped] = useState(search.q ?? '')
  const latest = useRef(search.q ?? '')
  const change = useRef(setSearch)
  useEffect(() => {
    change.current = setSearch
  })
  useEffect(() => {
    const timer = setTimeout(() => {
      const q = typed.trim().slice(0, 200)
      if (q === latest.current) return
      latest.current = q
      change.current({ q: q === '' ? undefined : q })
    }, PAUSE)
    return () => clearTimeout(timer)
  }, [typed])
  // The address may change from outside: the back button, a dropped filter.
  useEffect(() => {
    if ((search.q ?? '') === latest.current) return
    latest.current = search.q ?? ''
    setTyped(latest.current)
  }, [search.q])
  return (
    <TextInput
      ref={field}
      type="search"
      size="sm"
      aria-label={t`Искать по всей переписке`}
      placeholder={t`Искать по всей переписке`}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      leftSection={<IconSearch size={16} />}
      rightSection={
        typed === '' ? (
          <span className={classes['key']}>
            <Kbd>/</Kbd>
          </span>
        ) : (
          <CloseButton size="sm" aria-label={t`Очистить поиск`} onClick={() => setTyped('')} />
        )
      }
    />
  )
}

function Filters({ active }: { active: number }) {
  const { t } = useLingui()
  const { search, setSearch } = useConversationControl()
  const [opened, setOpened] = useState(false)
  const mayReview = usePermission('conversations.review')
  const words = active === 0 ? t`Фильтры` : t`Фильтры, включено: ${active}`
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={300} trapFocus>
      <Popover.Target>
        <ActionIcon
          variant={active === 0 ? 'subtle' : 'light'}
          aria-label={words}
          aria-expanded={opened}
          title={words}
          onClick={() => setOpened(!opened)}
        >
          <IconFilter size={19} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t`Фильтры`}>
        <Stack gap="sm">
          <ChannelSelect value={search.channelId} onChange={(channelId) => setSearch({ channelId })} />
          <ColleagueSelect
            value={search.responsibleId}
            onChange={(responsibleId) => setSearch({ responsibleId })}
          />
          <Switch
            label={<Trans>Кто ждёт дольше, тот выше</Trans>}
            checked={search.order === 'waiting'}
            onChange={(event) => setSearch({ order: event.currentTarget.checked ? 'waiting' : undefined })}
          />
          {mayReview && (
            <Switch
              label={<Trans>С отметками качества</Trans>}
              checked={search.marked === true}
              onChange={(event) => setSearch({ marked: event.currentTarget.checked || undefined })}
            />
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

interface ChoiceProps {
  value: string | undefined
  onChange: (value: string | undefined) => void
}

function ChannelSelect({ value, onChange }: ChoiceProps) {
  const { t } = useLingui()
  return (
    <Select
      label={t`Канал`}
      placeholder={t`Все каналы`}
      clearable
      comboboxProps={{ withinPortal: false }}
      data={useChannelNames()}
      value={value ?? null}
      onChange={(id) => onChange(id ?? undefined)}
    />
  )
}

function ColleagueSelect({ value, onChange }: ChoiceProps) {
  const { t } = useLingui()
  return (
    <Select
      label={t`Кто ведёт`}
      placeholder={t`Кто угодно`}
      clearable
      searchable
      comboboxProps={{ withinPortal: false }}
      data={useColleagueNames()}
      value={value ?? null}
      onChange={(id) => onChange(id ?? undefined)}
    />
  )
}
