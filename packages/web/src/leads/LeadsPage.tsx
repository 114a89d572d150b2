import { leadStates } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { EmptyState, ErrorState, NothingFound, PageHeader, PillTabs, SkeletonRows } from '@otklik/ui'
import { IconSearch, IconUserDollar } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { describeProblem } from '../api/problems.ts'
import { usePageTitle } from '../app/page-title.ts'
import { catalogueQuery, teamQuery } from '../interests/pick-lists.ts'
import { leadCountsQuery, leadsQuery } from './lead-data.ts'
import { LeadPanel } from './LeadPanel.tsx'
import { LeadRow } from './LeadRow.tsx'
import type { LeadsSearch } from './leads-search.ts'
import classes from './Leads.module.css'

const route = getRouteApi('/frame/leads')

/** People who may buy: made of interests in one press, found again by author, product, responsible and state. */
export function LeadsPage() {
  const { t } = useLingui()
  usePageTitle(t`Лиды`)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const go = (change: Partial<LeadsSearch>) => void navigate({ search: (now) => ({ ...now, ...change }) })
  const { data: counts } = useQuery(leadCountsQuery(search))
  const labels = { open: t`В работе`, customer: t`Стали клиентами`, lost: t`Потеряны` }
  return (
    <>
      <PageHeader title={t`Лиды`}>
        <PillTabs
          label={t`Состояние лидов`}
          tabs={leadStates.map((state) => ({ value: state, label: labels[state], count: counts?.[state] }))}
          value={search.state ?? 'open'}
          onChange={(state) => go({ state: state === 'open' ? undefined : state, lead: undefined })}
        />
      </PageHeader>
      <div className={classes['filters']}>
        <Search value={search.q ?? ''} onChange={(q) => go({ q: q || undefined })} />
        <Narrow search={search} go={go} />
      </div>
      <div className={classes['columns']} data-open={search.lead !== undefined || undefined}>
        <section className={classes['list']} aria-label={t`Лиды`}>
          <List search={search} go={go} />
        </section>
        {search.lead !== undefined && (
          <section className={classes['panel']} aria-label={t`Лид`}>
            <LeadPanel key={search.lead} id={search.lead} onClose={() => go({ lead: undefined })} />
          </section>
        )}
      </div>
    </>
  )
}

interface PartProps {
  search: LeadsSearch
  go: (change: Partial<LeadsSearch>) => void
}

function Narrow({ search, go }: PartProps) {
  const { t } = useLingui()
  const { data: team } = useQuery(teamQuery)
  const { data: catalogue } = useQuery(catalogueQuery(''))
  return (
    <>
      <Select
        aria-label={t`Ответственный`}
        placeholder={t`Ответственный`}
        clearable
        value={search.responsibleId ?? null}
        data={[
          { value: 'me', label: t`Я` },
          { value: 'none', label: t`Никто` },
          ...(team?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(id) => go({ responsibleId: id ?? undefined })}
      />
      <Select
        aria-label={t`Продукт`}
        placeholder={t`Продукт`}
        clearable
        searchable
        value={search.productId ?? null}
        data={[
          { value: 'none', label: t`Без продукта` },
          ...(catalogue?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(id) => go({ productId: id ?? undefined })}
      />
    </>
  )
}

function List({ search, go }: PartProps) {
  const { t } = useLingui()
  const list = useInfiniteQuery(leadsQuery(search))
  if (list.isPending) return <SkeletonRows count={6} height={84} />
  if (list.isError) {
    const problem = describeProblem(list.error)
    return (
      <ErrorState title={problem.title} onRetry={() => void list.refetch()}>
        {problem.detail}
      </ErrorState>
    )
  }
  const items = list.data.pages.flatMap((page) => page.items)
  const filters = [
    search.q && `«${search.q}»`,
    search.responsibleId && t`ответственный`,
    search.productId && t`продукт`,
  ].filter(Boolean)
  if (items.length === 0 && filters.length > 0)
    return (
      <NothingFound
        filters={filters.join(', ')}
        onReset={() => go({ q: undefined, responsibleId: undefined, productId: undefined })}
      />
    )
  if (items.length === 0)
    return (
      <EmptyState icon={<IconUserDollar size={28} />} title={t`Здесь пока нет лидов`}>
        <Trans>
          Отклик становится лидом одним нажатием: откройте карточку в ленте и нажмите «Сделать лидом» или
          Shift+L. Даже лайк может стать продажей.
        </Trans>
      </EmptyState>
    )
  return (
    <>
      <ul className={classes['rows']}>
        {items.map((lead) => (
          <li key={lead.id}>
            <LeadRow lead={lead} isOpen={lead.id === search.lead} onOpen={() => go({ lead: lead.id })} />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button
          variant="default"
          m="md"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          <Trans>Показать ещё</Trans>
        </Button>
      )}
    </>
  )
}

function Search({ value, onChange }: { value: string; onChange: (q: string) => void }) {
  const { t } = useLingui()
  const [typed, setTyped] = useState(value)
  const send = useDebouncedCallback(onChange, 250)
  // The list's «сбросить» empties the address; the field follows.
  const shown = value === '' && typed.trim() !== '' && !send.isPending() ? '' : typed
  return (
    <TextInput
      type="search"
      aria-label={t`Искать по автору`}
      placeholder={t`Имя, почта или телефон`}
      leftSection={<IconSearch size={16} />}
      value={shown}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        send(event.currentTarget.value.trim())
      }}
    />
  )
}
