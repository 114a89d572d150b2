import { useLingui } from '@lingui/react/macro'
import { ActionIcon, CloseButton, TextInput } from '@mantine/core'
import { Kbd } from '@otklik/ui'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { useFeedControl } from './feed-control.ts'

const PAUSE = 250

interface SearchFieldProps {
  field: RefObject<HTMLInputElement | null>
  isPhone: boolean
}

/** Words sought in the whole history, within the tab and the filters. Asked after a pause in typing. */
export function SearchField({ field, isPhone }: SearchFieldProps) {
  const { t } = useLingui()
  const { search, setSearch } = useFeedControl()
  const [typed, setTyped] = useState(search.q ?? '')
  const [unfolded, setUnfolded] = useState(false)
  const latest = useRef(search.q ?? '')
  const change = useRef(setSearch)
  useEffect(() => {
    change.current = setSearch
  })
  useEffect(() => {
    const timer = setTimeout(() => {
      const q = typed.trim().slice(0, 200)
      if (q === latest.current) return
      latest.current = q
      change.current({ q: q === '' ? undefined : q })
    }, PAUSE)
    return () => clearTimeout(timer)
  }, [typed])
  // The address may change from outside: the back button, a dropped filter, a saved view.
  useEffect(() => {
    if ((search.q ?? '') === latest.current) return
    latest.current = search.q ?? ''
    setTyped(latest.current)
  }, [search.q])
  if (isPhone && !unfolded && typed === '') {
    return (
      <ActionIcon aria-label={t`Искать в ленте`} onClick={() => setUnfolded(true)}>
        <IconSearch size={20} />
      </ActionIcon>
    )
  }
  return (
    <TextInput
      ref={field}
      type="search"
      w={isPhone ? 170 : 190}
      size="sm"
      aria-label={t`Искать в ленте`}
      placeholder={t`Искать в ленте`}
      autoFocus={isPhone && unfolded}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => setUnfolded(false)}
      leftSection={<IconSearch size={16} />}
      rightSection={
        typed === '' ? (
          !isPhone && <Kbd>/</Kbd>
        ) : (
          <CloseButton size="sm" aria-label={t`Очистить поиск`} onClick={() => setTyped('')} />
        )
      }
    />
  )
}
