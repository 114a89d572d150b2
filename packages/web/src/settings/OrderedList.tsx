import { useLingui } from '@lingui/react/macro'
import { ActionIcon, VisuallyHidden } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useState } from 'react'
import type { DragEvent, ReactNode } from 'react'
import classes from './OrderedList.module.css'

interface OrderedListProps<Item extends { id: string; name: string }> {
  label: string
  items: readonly Item[]
  /** Undefined: the order is only shown. */
  onReorder: ((ids: string[]) => void) | undefined
  children: (item: Item) => ReactNode
}

/** A list whose order decides: dragged by the mouse, or moved by the buttons of a row with the keyboard and on a phone. */
export function OrderedList<Item extends { id: string; name: string }>(props: OrderedListProps<Item>) {
  const { label, items, onReorder, children } = props
  const { t } = useLingui()
  const [dragged, setDragged] = useState<string>()
  const [said, setSaid] = useState('')
  const ids = items.map((item) => item.id)
  const move = (item: Item, to: number) => {
    if (!onReorder || to < 0 || to >= ids.length) return
    const place = to + 1
    const { name } = item
    onReorder(moved(ids, item.id, to))
    setSaid(t`«${name}» теперь на месте ${place}`)
  }
  const drop = (event: DragEvent, to: number) => {
    event.preventDefault()
    const item = items.find(({ id }) => id === dragged)
    if (item) move(item, to)
    setDragged(undefined)
  }
  return (
    <>
      <ol className={classes['list']} aria-label={label}>
        {items.map((item, index) => {
          const { name } = item
          return (
            <li
              key={item.id}
              className={classes['row']}
              draggable={onReorder !== undefined && items.length > 1}
              data-dragged={dragged === item.id || undefined}
              onDragStart={() => setDragged(item.id)}
              onDragEnd={() => setDragged(undefined)}
              onDragOver={(event) => dragged !== undefined && event.preventDefault()}
              onDrop={(event) => drop(event, index)}
            >
              <div className={classes['place']}>
                {onReorder && (
                  <ActionIcon
                    size="sm"
                    aria-label={t`Выше: ${name}`}
                    disabled={index === 0}
                    onClick={() => move(item, index - 1)}
                  >
                    <IconChevronUp size={16} />
                  </ActionIcon>
                )}
                <span className="ok-figures">{index + 1}</span>
                {onReorder && (
                  <ActionIcon
                    size="sm"
                    aria-label={t`Ниже: ${name}`}
                    disabled={index === items.length - 1}
                    onClick={() => move(item, index + 1)}
                  >
                    <IconChevronDown size={16} />
                  </ActionIcon>
                )}
              </div>
              <div className={classes['content']}>{children(item)}</div>
            </li>
          )
        })}
      </ol>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </>
  )
}

function moved(ids: readonly string[], id: string, to: number): string[] {
  const rest = ids.filter((other) => other !== id)
  return [...rest.slice(0, to), id, ...rest.slice(to)]
}
