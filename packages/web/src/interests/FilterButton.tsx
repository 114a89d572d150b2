import { useLingui } from '@lingui/react/macro'
import { ActionIcon, Popover } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { SkeletonRows } from '@otklik/ui'
import { useFeedControl } from './feed-control.ts'
import { activeFilters } from './feed-search.ts'
import classes from './Feed.module.css'

const FilterForm = lazy(() => import('./FilterForm.tsx').then((loaded) => ({ default: loaded.FilterForm })))

const FilterDrawer = lazy(() =>
  import('./FilterDrawer.tsx').then((loaded) => ({ default: loaded.FilterDrawer })),
)

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
      <IconFilter size={19} />
      {count > 0 && <span className={classes['filterCount']}>{count}</span>}
    </ActionIcon>
  )
  if (isPhone) {
    return (
      <>
        {button}
        <Suspense>{opened && <FilterDrawer onClose={() => setOpened(false)} />}</Suspense>
      </>
    )
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={400} trapFocus>
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown p={0}>
        <div className={classes['filterForm']}>
          <Suspense fallback={<SkeletonRows count={5} height={56} />}>{opened && <FilterForm />}</Suspense>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
