import { Group, Select, TextInput } from '@mantine/core'
import { useLingui } from '@lingui/react/macro'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { membersQuery } from '../members/members.queries.ts'
import { useActionWords, useObjectWords } from './audit-words.ts'
import type { AuditSearch } from './audit-search.ts'

interface AuditFiltersProps {
  search: AuditSearch
  onChange: (search: AuditSearch) => void
}

/** Person, action, object, period, words. Empty means everything. */
export function AuditFilters({ search, onChange }: AuditFiltersProps) {
  const { t } = useLingui()
  const members = useQuery(membersQuery).data?.items ?? []
  const words = useQuery({ queryKey: ['audit', 'words'], queryFn: () => api.audit.words() }).data
  const actionWords = useActionWords()
  const objectWords = useObjectWords()
  const [q, setQ] = useState(search.q ?? '')
  const set = (change: AuditSearch) => onChange({ ...search, ...change })
  const people = [
    ...members.map(({ id, name }) => ({ value: id, label: name })),
    { value: 'apiKey', label: t`Ключи API` },
    { value: 'system', label: t`Сама программа` },
  ]
  return (
    <Group gap="xs" mb="md" role="search" aria-label={t`Фильтры журнала`}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          set({ q: q.trim() || undefined })
        }}
      >
        <TextInput
          aria-label={t`Слова в записи`}
          placeholder={t`Слова в записи`}
          leftSection={<IconSearch size={16} />}
          value={q}
          onChange={(event) => setQ(event.currentTarget.value)}
          onBlur={() => q.trim() !== (search.q ?? '') && set({ q: q.trim() || undefined })}
        />
      </form>
      <Select
        aria-label={t`Кто`}
        placeholder={t`Кто угодно`}
        clearable
        searchable
        data={people}
        value={search.actorId ?? null}
        onChange={(actorId) => set({ actorId: actorId ?? undefined })}
      />
      <Select
        aria-label={t`Действие`}
        placeholder={t`Любое действие`}
        clearable
        searchable
        data={(words?.actions ?? []).map((value) => ({ value, label: actionWords(value) }))}
        value={search.action ?? null}
        onChange={(action) => set({ action: action ?? undefined })}
      />
      <Select
        aria-label={t`Над чем`}
        placeholder={t`Над чем угодно`}
        clearable
        data={(words?.objectKinds ?? []).map((value) => ({ value, label: objectWords(value) }))}
        value={search.objectKind ?? null}
        onChange={(objectKind) => set({ objectKind: objectKind ?? undefined })}
      />
      <TextInput
        type="date"
        aria-label={t`С какого дня`}
        value={search.from ?? ''}
        onChange={(event) => set({ from: event.currentTarget.value || undefined })}
      />
      <TextInput
        type="date"
        aria-label={t`По какой день`}
        value={search.to ?? ''}
        onChange={(event) => set({ to: event.currentTarget.value || undefined })}
      />
    </Group>
  )
}
