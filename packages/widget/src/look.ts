/** The owner's colour, and letters on it that can be read whatever they chose. */
import type { Config } from './session.ts'

export function dress(root: HTMLElement, { color, scheme, corner }: Config): void {
  root.style.setProperty('--color', color)
  root.style.setProperty('--on-color', lettersOn(color))
  if (scheme !== 'auto') root.style.colorScheme = scheme
  root.dataset['corner'] = corner
}

/** Black or white, whichever stands out more (relative luminance of WCAG 2). */
export function lettersOn(color: string): '#000' | '#fff' {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  return (light + 0.05) / 0.05 > 1.05 / (light + 0.05) ? '#000' : '#fff'
}
