import { useLingui } from '@lingui/react/macro'
import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { PageHeader, PillTabs } from '@otklik/ui'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { usePageTitle } from '../app/page-title.ts'
import { usePermission } from '../api/session.ts'
import { LetterList } from './LetterList.tsx'
import { LetterView } from './LetterView.tsx'
import { letterCountsQuery, outcomeWords } from './letters-data.ts'
import { letterTabs } from './letters-search.ts'
import type { LettersSearch, LetterTab } from './letters-search.ts'
import classes from './Letters.module.css'

const route = getRouteApi('/frame/letters')

/** Letters that made no work, by class: each can be found, read, and made a card after all. */
export function LettersPage() {
  const { t } = useLingui()
  usePageTitle(t`Автоматические письма`)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const go = (change: Partial<LettersSearch>) => void navigate({ search: (now) => ({ ...now, ...change }) })
  const tab = search.tab ?? 'all'
  return (
    <>
      <PageHeader title={t`Автоматические письма`}>
        <Tabs
          value={tab}
          onChange={(next) => go({ tab: next === 'all' ? undefined : next, letter: undefined })}
        />
      </PageHeader>
      <div className={classes['columns']} data-open={search.letter !== undefined || undefined}>
        <section className={classes['list']} aria-label={t`Письма`}>
          <Search value={search.q ?? ''} onChange={(q) => go({ q: q || undefined, letter: undefined })} />
          <LetterList
            tab={tab}
            q={search.q ?? ''}
            openId={search.letter}
            onOpen={(letter) => go({ letter })}
            onReset={() => go({ q: undefined })}
          />
        </section>
        <section className={classes['view']} aria-label={t`Письмо`}>
          <LetterView id={search.letter} onClose={() => go({ letter: undefined })} />
        </section>
      </div>
    </>
  )
}

function Tabs({ value, onChange }: { value: LetterTab; onChange: (tab: LetterTab) => void }) {
  const { t, i18n } = useLingui()
  const maySeeSecrets = usePermission('letters.secret')
  const { data } = useQuery(letterCountsQuery)
  const countOf = (tab: LetterTab) =>
    (data?.items ?? [])
      .filter(({ outcome }) =>
        tab === 'all' ? outcome !== 'interest' && outcome !== 'duplicate' : outcome === tab,
      )
      .reduce((sum, { count }) => sum + count, 0)
  const tabs = letterTabs
    .filter((tab) => tab !== 'secret' || maySeeSecrets)
    .map((tab) => ({ value: tab, label: i18n._(outcomeWords[tab].tab), count: data && countOf(tab) }))
  return <PillTabs label={t`Виды писем, числа за 30 дней`} tabs={tabs} value={value} onChange={onChange} />
}

function Search({ value, onChange }: { value: string; onChange: (q: string) => void }) {
  const { t } = useLingui()
  const [typed, setTyped] = useState(value)
  const send = useDebouncedCallback(onChange, 250)
  // The list's «сбросить» empties the address; the field follows.
  const shown = value === '' && typed.trim() !== '' && !send.isPending() ? '' : typed
  return (
    <TextInput
      className={classes['search'] ?? ''}
      type="search"
      aria-label={t`Искать по теме и отправителю`}
      placeholder={t`Тема или отправитель`}
      leftSection={<IconSearch size={16} />}
      value={shown}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        send(event.currentTarget.value.trim())
      }}
    />
  )
}
