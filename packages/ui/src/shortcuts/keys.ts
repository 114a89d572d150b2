/**
 * Shortcuts are named by the physical key (`KeyJ`), so they work on a Russian layout.
 * A combination is modifiers and a code joined by plus: `KeyJ`, `Mod+KeyK`, `Shift+KeyA`. `Mod` is Ctrl, or ⌘ on a Mac.
 * `?` is the one exception: it is matched by the character, because its key differs between layouts.
 */
export interface KeyPress {
  code: string
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

const names: Record<string, string> = {
  Slash: '/',
  Escape: 'Esc',
  Enter: '↵',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Space: '␣',
  Backspace: '⌫',
  Delete: 'Del',
}

/** True when the key press is the combination and nothing more. */
export function isPressed(combination: string, press: KeyPress, isMac: boolean): boolean {
  if (combination === '?') return isQuestionMark(press)
  const parts = combination.split('+')
  const code = parts.pop()
  const wantsMod = parts.includes('Mod')
  return (
    press.code === code &&
    press.shiftKey === parts.includes('Shift') &&
    press.altKey === parts.includes('Alt') &&
    (isMac ? press.metaKey : press.ctrlKey) === wantsMod &&
    !(isMac ? press.ctrlKey : press.metaKey)
  )
}

/** What is printed on the keys: `['Ctrl', 'K']`, `['⌘', 'K']`. */
export function keyLabels(combination: string, isMac: boolean): string[] {
  return combination.split('+').map((part) => {
    if (part === 'Mod') return isMac ? '⌘' : 'Ctrl'
    if (part === 'Alt') return isMac ? '⌥' : 'Alt'
    return names[part] ?? part.replace(/^(Key|Digit)/, '')
  })
}

function isQuestionMark(press: KeyPress): boolean {
  if (press.ctrlKey || press.metaKey || press.altKey) return false
  return press.key === '?' || (press.code === 'Slash' && press.shiftKey)
}
