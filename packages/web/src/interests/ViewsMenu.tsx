import { useLingui } from '@lingui/react/macro'
import { ActionIcon, Popover } from '@mantine/core'
import { SkeletonRows } from '@otklik/ui'
import { IconBookmark } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'

const ViewsForm = lazy(() => import('./ViewsForm.tsx').then((loaded) => ({ default: loaded.ViewsForm })))

export function ViewsMenu() {
  const { t } = useLingui()
  const [opened, setOpened] = useState(false)
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={300} trapFocus>
      <Popover.Target>
        <ActionIcon
          aria-label={t`Сохранённые виды`}
          title={t`Сохранённые виды`}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          <IconBookmark size={19} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Suspense fallback={<SkeletonRows count={3} height={40} />}>
          <ViewsForm onChosen={() => setOpened(false)} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
