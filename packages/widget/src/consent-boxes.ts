/** A box for each consent, none of them ticked; a tick is told to the server at once, and taken back the same way. */
import { el } from './dom.ts'
import type { Box, Session } from './session.ts'
import type { Words } from './words.ts'

export function consentBoxes(session: Session, words: Words, changed: () => void): HTMLElement {
  const rows = session.boxes.map((box) =>
    el('label', { class: 'box' }, boxInput(session, box, changed), el('span', {}, box.text)),
  )
  const { policyUrl } = session.config
  const policy = policyUrl
    ? [el('a', { href: policyUrl, target: '_blank', rel: 'noopener nofollow' }, words.policy)]
    : []
  return el('div', { class: 'boxes' }, ...rows, ...policy)
}

function boxInput(session: Session, box: Box, changed: () => void): HTMLInputElement {
  const input = el('input', { type: 'checkbox', checked: session.agreed.has(box.purpose) })
  input.addEventListener('change', () => {
    input.disabled = true
    session
      .agree(box, input.checked)
      .then(() => box.purpose === 'visits' && session.visit())
      .catch(() => {
        // Not stored, so not agreed: the box shows what is true.
        input.checked = !input.checked
      })
      .finally(() => {
        input.disabled = false
        changed()
      })
  })
  return input
}
