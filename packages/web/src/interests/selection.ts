import { useState } from 'react'

export interface Selection {
  ids: ReadonlySet<string>
  /** All that match the filter, with the exact count the person agreed to. */
  everything: number | undefined
  toggle: (id: string) => void
  /** Marks the rows from the last marked one to this one. */
  extend: (id: string, rows: readonly { id: string }[]) => void
  set: (ids: Iterable<string>) => void
  chooseEverything: (count: number) => void
  clear: () => void
}

const none: ReadonlySet<string> = new Set()

/** Rows marked for a common action. */
export function useSelection(): Selection {
  const [ids, setIds] = useState(none)
  const [anchor, setAnchor] = useState<string>()
  const [everything, setEverything] = useState<number>()
  const choose = (next: ReadonlySet<string>) => {
    setEverything(undefined)
    setIds(next)
  }
  return {
    ids,
    everything,
    toggle: (id) => {
      setAnchor(id)
      const next = new Set(ids)
      if (!next.delete(id)) next.add(id)
      choose(next)
    },
    extend: (id, rows) => {
      const from = rows.findIndex((row) => row.id === (anchor ?? id))
      const to = rows.findIndex((row) => row.id === id)
      if (from < 0 || to < 0) return
      if (anchor === undefined) setAnchor(id)
      const between = rows.slice(Math.min(from, to), Math.max(from, to) + 1)
      choose(new Set([...ids, ...between.map((row) => row.id)]))
    },
    set: (next) => choose(new Set(next)),
    chooseEverything: setEverything,
    clear: () => {
      setAnchor(undefined)
      choose(none)
    },
  }
}
