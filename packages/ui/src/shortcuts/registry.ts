import { isPressed } from './keys.ts'
import { isMac } from './platform.ts'

export interface Shortcut {
  /** A combination of `keys.ts`: `KeyJ`, `Mod+KeyK`, `?`. */
  keys: string
  /** What it does, for the sheet: «Следующая карточка». */
  words: string
  /** Heading in the sheet; shortcuts of one screen share it. */
  group: string
  run: (event: KeyboardEvent) => void
  /** Works also while the person types in a field. */
  inFields?: boolean
  /** Works also while the focus is in a dialog, a popover or a menu. */
  inDialogs?: boolean
}

/** Dialogs, popovers and menus: a letter typed there must not act on the list beneath. */
const floating = '[aria-modal="true"],[role="dialog"],[role="menu"]'

let layers: readonly (readonly Shortcut[])[] = []
const listeners = new Set<() => void>()

/** Later layers win, so a card may take a key over from the list beneath it. Returns the way back. */
export function addShortcuts(layer: readonly Shortcut[]): () => void {
  if (layers.length === 0) window.addEventListener('keydown', runShortcut)
  publish([...layers, layer])
  return () => {
    publish(layers.filter((other) => other !== layer))
    if (layers.length === 0) window.removeEventListener('keydown', runShortcut)
  }
}

export function subscribeToShortcuts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function currentLayers(): readonly (readonly Shortcut[])[] {
  return layers
}

function publish(next: typeof layers): void {
  layers = next
  for (const listener of listeners) listener()
}

function runShortcut(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  const typing = isField(event.target)
  const inDialog = event.target instanceof Element && event.target.closest(floating) !== null
  for (const layer of layers.toReversed()) {
    const found = layer.find(
      (shortcut) =>
        isPressed(shortcut.keys, event, isMac) &&
        (!typing || shortcut.inFields) &&
        (!inDialog || shortcut.inDialogs),
    )
    if (!found) continue
    event.preventDefault()
    found.run(event)
    return
  }
}

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    target.closest('input:not([type=checkbox],[type=radio]),textarea,select') !== null
  )
}
