import { useLingui } from '@lingui/react/macro'
import { ActionIcon, Drawer, Indicator, Popover, ScrollArea } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { SkeletonRows } from '@otklik/ui'
import { useFeedControl } from './feed-control.ts'
import { activeFilters } from './feed-search.ts'

const FilterForm = lazy(() => import('./FilterForm.tsx').then((loaded) => ({ default: loaded.FilterForm })))

/** Opens the filters: a popover on a wide screen, a sheet from below on a phone. */
export function FilterButton({ isPhone }: { isPhone: boolean }) {
  const { t } = useLingui()
  const { search } = useFeedControl()
  const [opened, setOpened] = useState(false)
  const count = activeFilters(search).length
  const words = count === 0 ? t`Фильтры` : t`Фильтры, включено: ${count}`
  const button = (
    <ActionIcon
      variant={count === 0 ? 'subtle' : 'light'}
      aria-label={words}
      aria-expanded={opened}
      title={words}
      onClick={() => setOpened(!opened)}
    >
      <Indicator disabled={count === 0} label={count} size={16} offset={-2}>
        <IconFilter size={19} />
      </Indicator>
    </ActionIcon>
  )
  const form = (
    <Suspense fallback={<SkeletonRows count={5} height={56} />}>{opened && <FilterForm />}</Suspense>
  )
  if (isPhone) {
    return (
      <>
        {button}
        <Drawer
          opened={opened}
          onClose={() => setOpened(false)}
          position="bottom"
          size="85%"
          title={t`Фильтры`}
        >
          {form}
        </Drawer>
      </>
    )
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={400} trapFocus>
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown p={0}>
        <ScrollArea.Autosize mah="min(640px, 76vh)" p="md" type="auto">
          {form}
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  )
}
