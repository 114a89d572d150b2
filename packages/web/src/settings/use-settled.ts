import { useEffect, useRef, useState } from 'react'

/** The value as it stood when it last rested for `ms`. Compared by its JSON: forms make new objects at every stroke. */
export function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value)
  const latest = useRef(value)
  const key = JSON.stringify(value)
  useEffect(() => {
    latest.current = value
  })
  useEffect(() => {
    const timer = setTimeout(() => setSettled(latest.current), ms)
    return () => clearTimeout(timer)
  }, [key, ms])
  return settled
}
