import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Checkbox, SegmentedControl } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { chooseDensity, useDensity } from '../app/density.ts'
import { columnWords } from './column-words.ts'
import { moveColumn, resetColumns, toggleColumn, useColumns } from './use-columns.ts'
import classes from './Feed.module.css'

/** Which of the ten columns are shown and in what order; by keys too, where dragging the head cannot reach. */
export function ColumnsForm() {
  const { t, i18n } = useLingui()
  const { order, hidden } = useColumns()
  const density = useDensity()
  return (
    <>
      <SegmentedControl
        fullWidth
        size="xs"
        mb="xs"
        aria-label={t`Высота строк`}
        value={density}
        onChange={chooseDensity}
        data={[
          { value: 'comfortable', label: t`Просторно` },
          { value: 'compact', label: t`Плотно` },
        ]}
      />
      {order.map((id, index) => {
        const words = i18n._(columnWords[id])
        return (
          <div key={id} className={classes['columnRow']}>
            <Checkbox
              size="xs"
              label={words}
              checked={!hidden.includes(id)}
              disabled={id === 'text'}
              onChange={() => toggleColumn(id)}
            />
            <span className={classes['columnMoves']}>
              <ActionIcon
                size="sm"
                aria-label={t`${words}: левее`}
                disabled={index === 0}
                onClick={() => moveColumn(id, index - 1)}
              >
                <IconArrowUp size={14} />
              </ActionIcon>
              <ActionIcon
                size="sm"
                aria-label={t`${words}: правее`}
                disabled={index === order.length - 1}
                onClick={() => moveColumn(id, index + 1)}
              >
                <IconArrowDown size={14} />
              </ActionIcon>
            </span>
          </div>
        )
      })}
      <button type="button" className={classes['clear']} onClick={resetColumns}>
        <Trans>Вернуть как было</Trans>
      </button>
    </>
  )
}
