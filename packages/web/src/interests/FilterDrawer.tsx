import { useLingui } from '@lingui/react/macro'
import { Drawer } from '@mantine/core'
import { FilterForm } from './FilterForm.tsx'

/** The filters as a sheet from below, for a thumb. */
export function FilterDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  return (
    <Drawer
      opened
      onClose={onClose}
      position="bottom"
      size="85%"
      title={t`Фильтры`}
      closeButtonProps={{ 'aria-label': t`Закрыть` }}
    >
      <FilterForm />
    </Drawer>
  )
}
