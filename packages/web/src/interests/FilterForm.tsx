import { activityClasses, actionTypes, leadStates, sourceTypes, triageLevels } from '@otklik/contract'
import { useLingui } from '@lingui/react/macro'
import { Chip, Group, Input, MultiSelect, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { useLocale, useNow } from '@otklik/ui'
import { useQuery } from '@tanstack/react-query'
import { dayOf } from './day-bounds.ts'
import { useFeedControl } from './feed-control.ts'
import { valuesOf } from './feed-search.ts'
import type { FlagFilter, ListFilter } from './feed-search.ts'
import { catalogueQuery, teamQuery } from './pick-lists.ts'
import { actionWords, classWords, leadWords, levelWords, sourceWords } from './words.ts'

/** Every filter of the feed; each change is seen in the list and in the address at once. */
export function FilterForm() {
  const { t } = useLingui()
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
  return (
    <Stack gap="sm">
      <Period />
      <Chips name="level" label={t`Ступень`} values={triageLevels.toReversed()} say={levelWords} />
      <Chips name="activityClass" label={t`Класс`} values={activityClasses} say={classWords} />
      <Many
        name="sourceType"
        label={t`Тип источника`}
        data={sourceTypes.map((value) => ({ value, label: sourceWords(value) }))}
      />
      <Many
        name="action"
        label={t`Действие`}
        data={actionTypes.map((value) => ({ value, label: actionWords(value) }))}
      />
      <Many name="responsibleId" label={t`Ответственный`} data={people} />
      <Many name="productId" label={t`Продукт`} data={products} />
      <Chips
        name="lead"
        label={t`Лид`}
        values={leadStates}
        say={(value) => leadWords(leadStates.find((state) => state === value) ?? 'open').words}
      />
      <IntentFrom />
      <Flag name="processed" label={t`Обработано`} yes={t`Да`} no={t`Нет`} />
      <Flag name="hasProof" label={t`Подтверждение`} yes={t`Есть`} no={t`Нет`} />
      <Flag name="isPublic" label={t`Кто видит`} yes={t`Все`} no={t`Только мы`} />
    </Stack>
  )
}

function Period() {
  const { t } = useLingui()
  const { timeZone } = useLocale()
  const { search, setSearch } = useFeedControl()
  const now = useNow()
  const today = dayOf(now, timeZone)
  const since = (days: number) => ({ from: dayOf(now, timeZone, -days), to: today })
  const yesterday = dayOf(now, timeZone, -1)
  const periods = [
    { words: t`Сегодня`, from: today, to: today },
    { words: t`Вчера`, from: yesterday, to: yesterday },
    { words: t`7 дней`, ...since(6) },
    { words: t`30 дней`, ...since(29) },
  ]
  return (
    <Input.Wrapper label={t`Когда`} labelElement="div">
      <Group gap={6} my={4}>
        {periods.map(({ words, from, to }) => {
          const checked = search.from === from && search.to === to
          return (
            <Chip
              key={words}
              size="xs"
              checked={checked}
              onChange={() => setSearch(checked ? { from: undefined, to: undefined } : { from, to })}
            >
              {words}
            </Chip>
          )
        })}
      </Group>
      <Group gap="xs" grow>
        <TextInput
          type="date"
          size="xs"
          aria-label={t`С какого дня`}
          value={search.from?.slice(0, 10) ?? ''}
          onChange={(event) => setSearch({ from: event.currentTarget.value || undefined })}
        />
        <TextInput
          type="date"
          size="xs"
          aria-label={t`По какой день`}
          value={search.to?.slice(0, 10) ?? ''}
          onChange={(event) => setSearch({ to: event.currentTarget.value || undefined })}
        />
      </Group>
    </Input.Wrapper>
  )
}

interface ChipsProps {
  name: ListFilter
  label: string
  values: readonly string[]
  say: (value: string) => string
}

function Chips({ name, label, values, say }: ChipsProps) {
  const { search, setSearch } = useFeedControl()
  return (
    <Input.Wrapper label={label} labelElement="div">
      <Chip.Group
        multiple
        value={valuesOf(search, name)}
        onChange={(chosen) => setSearch({ [name]: chosen.join(',') || undefined })}
      >
        <Group gap={6} mt={4}>
          {values.map((value) => (
            <Chip key={value} size="xs" value={value}>
              {say(value)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </Input.Wrapper>
  )
}

function Many({
  name,
  label,
  data,
}: {
  name: ListFilter
  label: string
  data: { value: string; label: string }[]
}) {
  const { t } = useLingui()
  const { search, setSearch } = useFeedControl()
  const chosen = valuesOf(search, name)
  return (
    <MultiSelect
      size="xs"
      label={label}
      data={data}
      value={chosen}
      searchable
      clearable
      hidePickedOptions
      placeholder={chosen.length === 0 ? t`Любой` : ''}
      nothingFoundMessage={t`Ничего не нашлось`}
      comboboxProps={{ withinPortal: false }}
      onChange={(values) => setSearch({ [name]: values.join(',') || undefined })}
    />
  )
}

/** R007: those close to a purchase and nobody else. */
function IntentFrom() {
  const { t } = useLingui()
  const { search, setSearch } = useFeedControl()
  const label = t`Намерение`
  return (
    <Group justify="space-between" wrap="nowrap">
      <Input.Label labelElement="div">{label}</Input.Label>
      <SegmentedControl
        size="xs"
        aria-label={label}
        value={String(search.intentFrom ?? 0)}
        onChange={(from) => setSearch({ intentFrom: Number(from) || undefined })}
        data={[
          { value: '0', label: t`Неважно` },
          ...intentSteps.map((from) => ({ value: String(from), label: t`от ${from}` })),
        ]}
      />
    </Group>
  )
}

const intentSteps = [30, 60, 80]

function Flag({ name, label, yes, no }: { name: FlagFilter; label: string; yes: string; no: string }) {
  const { t } = useLingui()
  const { search, setSearch } = useFeedControl()
  const value = search[name]
  return (
    <Group justify="space-between" wrap="nowrap">
      <Input.Label labelElement="div">{label}</Input.Label>
      <SegmentedControl
        size="xs"
        aria-label={label}
        value={value === undefined ? 'any' : value ? 'yes' : 'no'}
        onChange={(next) => setSearch({ [name]: next === 'any' ? undefined : next === 'yes' })}
        data={[
          { value: 'any', label: t`Неважно` },
          { value: 'yes', label: yes },
          { value: 'no', label: no },
        ]}
      />
    </Group>
  )
}
