/** Tabs as screen readers and keyboards know them: one stop of Tab, arrows between them. */
import { el } from './dom.ts'

export function tabList(made: [name: string, make: () => HTMLElement][]): {
  tabs: HTMLElement
  content: HTMLElement
} {
  const content = el('div', { class: 'content', id: 'content', role: 'tabpanel' })
  const shown = new Map<string, HTMLElement>()
  const buttons = made.map(([name]) =>
    el('button', { type: 'button', role: 'tab', 'aria-controls': 'content' }, name),
  )
  const open = (index: number) => {
    const [name, make] = made[index] ?? []
    if (name === undefined || !make) return
    for (const [place, button] of buttons.entries()) {
      button.setAttribute('aria-selected', String(place === index))
      button.tabIndex = place === index ? 0 : -1
    }
    // What was typed stays when another tab is looked at.
    const view = shown.get(name) ?? make()
    shown.set(name, view)
    content.setAttribute('aria-label', name)
    content.replaceChildren(view)
  }
  for (const [index, button] of buttons.entries()) {
    button.addEventListener('click', () => open(index))
    button.addEventListener('keydown', ({ key }) => {
      const steps: Record<string, number> = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: -1 }
      const step = steps[key]
      if (step === undefined) return
      const next = (step + buttons.length) % buttons.length
      open(next)
      buttons[next]?.focus()
    })
  }
  open(0)
  return { tabs: el('div', { role: 'tablist', class: 'tabs' }, ...buttons), content }
}
