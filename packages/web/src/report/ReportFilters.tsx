import { activityClasses, actionTypes, sourceTypes, triageLevels } from '@otklik/contract'
import { useLingui } from '@lingui/react/macro'
import {
  ActionIcon,
  Button,
  Indicator,
  Input,
  MultiSelect,
  Popover,
  ScrollArea,
  SegmentedControl,
  Stack,
  TextInput,
  Tooltip,
} from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconFilter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FlagFilter, ListFilter } from '../interests/feed-search.ts'
import { catalogueQuery, teamQuery } from '../interests/pick-lists.ts'
import { actionWords, classWords, levelWords, sourceWords } from '../interests/words.ts'
import { activeFilters } from './report-search.ts'
import { useReportSearch } from './use-report-search.ts'

/** Every filter of the feed, over the report. */
export function ReportFilters() {
  const { t } = useLingui()
  const [search] = useReportSearch()
  const [opened, setOpened] = useState(false)
  const count = activeFilters(search)
  const words = count === 0 ? t`Фильтры` : t`Фильтры, включено: ${count}`
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={340} trapFocus>
      <Popover.Target>
        <Tooltip label={words}>
          <Indicator disabled={count === 0} label={count} size={16} offset={4}>
            <ActionIcon
              variant={count === 0 ? 'subtle' : 'light'}
              aria-label={words}
              aria-expanded={opened}
              onClick={() => setOpened(!opened)}
            >
              <IconFilter size={19} />
            </ActionIcon>
          </Indicator>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <ScrollArea.Autosize mah="min(620px, 72vh)" p="md" type="auto">
          {opened && <Form />}
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  )
}

function Form() {
  const { t } = useLingui()
  const [search, setSearch] = useReportSearch()
  const { data: team } = useQuery(teamQuery)
  const { data: catalogue } = useQuery(catalogueQuery(''))
  const people = [
    { value: 'me', label: t`Я` },
    { value: 'none', label: t`Никто` },
    ...(team?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ]
  const products = [
    { value: 'none', label: t`Без продукта` },
    ...(catalogue?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ]
  const clear = () =>
    setSearch({
      q: undefined,
      sourceType: undefined,
      activityClass: undefined,
      action: undefined,
      channelId: undefined,
      productId: undefined,
      responsibleId: undefined,
      level: undefined,
      processed: undefined,
      hasProof: undefined,
      isPublic: undefined,
      contactId: undefined,
      caseId: undefined,
    })
  return (
    <Stack gap="sm">
      <Words />
      <Many name="sourceType" label={t`Тип источника`} data={listed(sourceTypes, sourceWords)} />
      <Many name="activityClass" label={t`Класс`} data={listed(activityClasses, classWords)} />
      <Many name="action" label={t`Действие`} data={listed(actionTypes, actionWords)} />
      <Many name="productId" label={t`Продукт`} data={products} />
      <Many name="responsibleId" label={t`Ответственный`} data={people} />
      <Many
        name="level"
        label={t`Ступень`}
        data={listed(triageLevels.toReversed(), levelWords)}
        empty={t`Все, кроме мусора и не по теме`}
      />
      <Flag name="processed" label={t`Обработано`} yes={t`Да`} no={t`Нет`} />
      <Flag name="hasProof" label={t`Подтверждение`} yes={t`Есть`} no={t`Нет`} />
      <Flag name="isPublic" label={t`Кто видит`} yes={t`Все`} no={t`Только мы`} />
      {activeFilters(search) > 0 && (
        <Button variant="default" size="xs" onClick={clear}>
          {t`Сбросить фильтры`}
        </Button>
      )}
    </Stack>
  )
}

function Words() {
  const { t } = useLingui()
  const [search, setSearch] = useReportSearch()
  const change = useDebouncedCallback((q: string) => setSearch({ q: q.trim() || undefined }), 400)
  return (
    <TextInput
      size="xs"
      label={t`Слова`}
      defaultValue={search.q ?? ''}
      maxLength={200}
      onChange={({ currentTarget }) => change(currentTarget.value)}
    />
  )
}

interface Choice {
  value: string
  label: string
}

function Many({
  name,
  label,
  data,
  empty,
}: {
  name: ListFilter
  label: string
  data: Choice[]
  empty?: string
}) {
  const { t } = useLingui()
  const [search, setSearch] = useReportSearch()
  const chosen = search[name]?.split(',').filter(Boolean) ?? []
  // A value brought by a link stays visible although the list does not know it.
  const unknown = chosen
    .filter((value) => data.every((one) => one.value !== value))
    .map((value) => ({ value, label: value }))
  return (
    <MultiSelect
      size="xs"
      label={label}
      data={[...data, ...unknown]}
      value={chosen}
      searchable
      clearable
      hidePickedOptions
      placeholder={chosen.length === 0 ? (empty ?? t`Любой`) : ''}
      nothingFoundMessage={t`Ничего не нашлось`}
      comboboxProps={{ withinPortal: false }}
      onChange={(values) => setSearch({ [name]: values.join(',') || undefined })}
    />
  )
}

function Flag({ name, label, yes, no }: { name: FlagFilter; label: string; yes: string; no: string }) {
  const { t } = useLingui()
  const [search, setSearch] = useReportSearch()
  const value = search[name]
  return (
    <Input.Wrapper label={label} labelElement="div" size="xs">
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={label}
        value={value === undefined ? 'any' : value ? 'yes' : 'no'}
        onChange={(next) => setSearch({ [name]: next === 'any' ? undefined : next === 'yes' })}
        data={[
          { value: 'any', label: t`Неважно` },
          { value: 'yes', label: yes },
          { value: 'no', label: no },
        ]}
      />
    </Input.Wrapper>
  )
}

function listed(values: readonly string[], say: (value: string) => string): Choice[] {
  return values.map((value) => ({ value, label: say(value) }))
}
