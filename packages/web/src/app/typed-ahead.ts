/** Keys pressed between Ctrl+K and the moment the field of the palette has the focus. */
import { useEffect, useState } from 'react'

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing'>

/** A palette that never comes (no network) must not keep the keyboard. */
const PATIENCE = 5000

/** The text after the press; undefined when the key is not for the text. */
export function typeAhead(text: string, press: Press): string | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey || press.isComposing) return undefined
  if (press.key === 'Backspace') return text.slice(0, -1)
  return [...press.key].length === 1 ? text + press.key : undefined
}

export interface PaletteQuery {
  query: string
  setQuery: (query: string) => void
  /** From now on keys go to the query, and not to the list beneath: «а» must not take a card. */
  listen: () => void
  /** The field hears them itself. */
  stop: () => void
}

/** What is sought, heard from the first key after Ctrl+K on, whether the palette is loaded or not. */
export function usePaletteQuery(): PaletteQuery {
  const [query, setQuery] = useState('')
  const [listening, setListening] = useState(false)
  useEffect(() => {
    if (!listening) return undefined
    const hear = (event: KeyboardEvent) => {
      if (event.key === 'Escape') return setListening(false)
      if (typeAhead('', event) === undefined) return
      event.preventDefault()
      event.stopImmediatePropagation()
      setQuery((text) => typeAhead(text, event) ?? text)
    }
    window.addEventListener('keydown', hear, { capture: true })
    const timer = setTimeout(() => setListening(false), PATIENCE)
    return () => {
      window.removeEventListener('keydown', hear, { capture: true })
      clearTimeout(timer)
    }
  }, [listening])
  return { query, setQuery, listen: () => setListening(true), stop: () => setListening(false) }
}
