import type { LiveEvent } from '@otklik/contract'
import { useEffect, useRef } from 'react'
import { api } from '../api/client.ts'
import { useLiveEvents } from '../api/use-live.ts'
import { findInterest, putInterest, refreshCard, refreshFeed } from './interest-cache.ts'

const SETTLE = 200
/** Above this many changed cards on the screen one reading of the list is cheaper than a reading of each. */
const MANY = 15

/** Colleagues' changes appear in the rows they concern; rows that are not loaded cost nothing. */
export function useLiveCards(): void {
  const changed = useRef(new Set<string>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useLiveEvents((event) => {
    if (event.type === 'interests.changed') return void refreshFeed()
    const id = interestIdOf(event)
    if (id === undefined || event.type === 'interest.created' || !findInterest(id)) return
    changed.current.add(id)
    timer.current ??= setTimeout(() => {
      const ids = [...changed.current]
      changed.current.clear()
      timer.current = undefined
      void renew(ids)
    }, SETTLE)
  })
  useEffect(() => () => clearTimeout(timer.current), [])
}

async function renew(ids: readonly string[]): Promise<void> {
  if (ids.length > MANY) return refreshFeed()
  await Promise.all(ids.map(renewOne))
}

async function renewOne(id: string): Promise<void> {
  try {
    putInterest(await api.interests.get({ id }))
    await refreshCard(id)
  } catch {
    // The row stays as it was; the next reading of the list corrects it.
  }
}

function interestIdOf({ data }: LiveEvent): string | undefined {
  return 'interestId' in data ? (data.interestId ?? undefined) : undefined
}
