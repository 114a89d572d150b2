import { useLingui } from '@lingui/react/macro'
import { ActionIcon, Popover } from '@mantine/core'
import { SkeletonRows } from '@otklik/ui'
import { IconColumns3 } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'

const ColumnsForm = lazy(() =>
  import('./ColumnsForm.tsx').then((loaded) => ({ default: loaded.ColumnsForm })),
)

export function ColumnsMenu() {
  const { t } = useLingui()
  return (
    <Popover position="bottom-end" width={280} trapFocus>
      <Popover.Target>
        <ActionIcon aria-label={t`Столбцы и плотность`} title={t`Столбцы и плотность`}>
          <IconColumns3 size={19} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Suspense fallback={<SkeletonRows count={4} height={40} />}>
          <ColumnsForm />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
