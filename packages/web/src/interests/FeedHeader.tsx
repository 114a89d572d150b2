import { useLingui } from '@lingui/react/macro'
import { PageHeader, PillTabs } from '@otklik/ui'
import type { FeedTab } from '@otklik/contract'
import type { RefObject } from 'react'
import { useFeedCounters } from '../app/counters.ts'
import { ActiveFilters } from './ActiveFilters.tsx'
import { ColumnsMenu } from './ColumnsMenu.tsx'
import { useFeedControl } from './feed-control.ts'
import { FilterButton } from './FilterButton.tsx'
import { OrderMenu } from './OrderMenu.tsx'
import { SearchField } from './SearchField.tsx'
import { ViewsMenu } from './ViewsMenu.tsx'
import { tabWords } from './words.ts'

const counted = [
  'all',
  'mine',
  'unassigned',
  'unanswered',
  'public',
  'conflicts',
  'handed_over',
  'leads',
] as const

interface FeedHeaderProps {
  searchField: RefObject<HTMLInputElement | null>
  isPhone: boolean
}

/** Tabs with honest counters, the search, filters, order, saved views and columns. */
export function FeedHeader({ searchField, isPhone }: FeedHeaderProps) {
  const { t } = useLingui()
  const { search, setSearch, selection } = useFeedControl()
  const counters = useFeedCounters()
  const tab = search.tab ?? 'all'
  const shown: readonly FeedTab[] = [...counted, 'auto']
  const tabs = shown.map((value) => ({
    value,
    label: tabWords(value),
    count: value === 'auto' ? undefined : counters?.[value],
  }))
  const choose = (value: FeedTab) => {
    selection.clear()
    setSearch({ tab: value === 'all' ? undefined : value })
  }
  return (
    <>
      <PageHeader
        title={t`Лента`}
        actions={
          <>
            <SearchField field={searchField} isPhone={isPhone} />
            <FilterButton isPhone={isPhone} />
            <OrderMenu />
            <ViewsMenu />
            {!isPhone && <ColumnsMenu />}
          </>
        }
      >
        <PillTabs label={t`Какие отклики`} tabs={tabs} value={tab} onChange={choose} />
      </PageHeader>
      <ActiveFilters />
    </>
  )
}
