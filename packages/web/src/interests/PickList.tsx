import { Trans, useLingui } from '@lingui/react/macro'
import { Skeleton, TextInput } from '@mantine/core'
import { IconCheck, IconSearch } from '@tabler/icons-react'
import { useId, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import classes from './PickList.module.css'

export interface PickOption {
  id: string
  words: string
  detail?: string
  /** One line under the words. */
  preview?: string
  icon?: ReactNode
  pick: () => void
}

interface PickListProps {
  label: string
  options: readonly PickOption[]
  current: string | undefined
  loading?: boolean
  /** With these the list can be narrowed by typing. */
  query?: string
  onQuery?: (query: string) => void
}

/** Arrows, a digit or typing choose; Enter takes. The focus stays in one place, as screen readers expect of a listbox. */
export function PickList({ label, options, current, loading = false, query, onQuery }: PickListProps) {
  const { t } = useLingui()
  const listId = useId()
  const [moved, setMoved] = useState<number>()
  const chosen = options.findIndex((option) => option.id === current)
  const at = Math.min(moved ?? Math.max(0, chosen), options.length - 1)
  const onKeyDown = (event: KeyboardEvent) => {
    const digit = onQuery ? undefined : /^Digit([1-9])$/.exec(event.code)?.[1]
    if (digit !== undefined) options[Number(digit) - 1]?.pick()
    else if (event.key === 'ArrowDown') setMoved((at + 1) % options.length)
    else if (event.key === 'ArrowUp') setMoved((at - 1 + options.length) % options.length)
    else if (event.key === 'Enter') options[at]?.pick()
    else return
    event.preventDefault()
  }
  const active = options[at] && `${listId}-${at}`
  return (
    <div>
      {onQuery && (
        <TextInput
          data-autofocus
          mb="xs"
          role="combobox"
          aria-label={label}
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={active}
          placeholder={t`Начните вводить`}
          leftSection={<IconSearch size={16} />}
          value={query ?? ''}
          onChange={(event) => {
            setMoved(0)
            onQuery(event.currentTarget.value)
          }}
          onKeyDown={onKeyDown}
        />
      )}
      {loading && <Skeleton height={120} />}
      {!loading && options.length === 0 && (
        <p className={classes['none']}>
          <Trans>Ничего не нашлось. Проверьте написание.</Trans>
        </p>
      )}
      <div
        id={listId}
        className={classes['list']}
        role="listbox"
        aria-label={label}
        tabIndex={onQuery ? -1 : 0}
        {...(!onQuery && { 'data-autofocus': true, 'aria-activedescendant': active, onKeyDown })}
      >
        {options.map((option, index) => (
          <div
            key={option.id}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={option.id === current}
            data-active={index === at || undefined}
            className={classes['option']}
            onPointerMove={() => setMoved(index)}
            onClick={option.pick}
            onKeyDown={onKeyDown}
          >
            {option.icon}
            <span className={classes['words']}>
              {option.words}
              {option.preview !== undefined && <span className={classes['preview']}>{option.preview}</span>}
            </span>
            {option.detail !== undefined && <span className={classes['detail']}>{option.detail}</span>}
            {option.id === current && <IconCheck size={16} />}
          </div>
        ))}
      </div>
    </div>
  )
}
