import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'

/** Puts the cursor into the field at each new request. */
export function useFocusOn<Field extends HTMLElement>(request: object | undefined): RefObject<Field | null> {
  const field = useRef<Field>(null)
  useEffect(() => {
    if (request) field.current?.focus()
  }, [request])
  return field
}
