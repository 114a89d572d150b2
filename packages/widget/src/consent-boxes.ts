/** A box for each consent, none of them ticked; a tick is told to the server at once, and taken back the same way. */
import { el } from './dom.ts'
import type { Box, Session } from './session.ts'
import type { Words } from './words.ts'

export function consentBoxes(session: Session, words: Words): HTMLElement {
  const { policyUrl } = session.config
  const policy = policyUrl ? [outLink(policyUrl, words.policy)] : []
  return el('div', { class: 'boxes' }, ...session.boxes.map((box) => row(session, words, box)), ...policy)
}

/** Where what was agreed to can be taken back at any time. */
export function myConsents(session: Session, words: Words): HTMLElement {
  return el('details', { class: 'mine' }, el('summary', {}, words.settings), consentBoxes(session, words))
}

function row(session: Session, words: Words, box: Box): HTMLElement {
  const input = el('input', { type: 'checkbox', checked: session.agreed.has(box.purpose) })
  session.changed.addEventListener('change', () => {
    input.checked = session.agreed.has(box.purpose)
  })
  input.addEventListener('change', () => {
    input.disabled = true
    session
      .agree(box, input.checked)
      .then(() => box.purpose === 'visits' && session.visit())
      .catch(() => {
        // Not stored, so not agreed: the box shows what is true.
        input.checked = session.agreed.has(box.purpose)
      })
      .finally(() => {
        input.disabled = false
      })
  })
  const whole = outLink(`/in/widget/${session.config.key}/consent/${box.purpose}`, words.full)
  whole.setAttribute('aria-label', `${words.full}: ${box.text}`)
  return el(
    'div',
    { class: 'consent' },
    el('label', { class: 'box' }, input, el('span', {}, box.text)),
    whole,
  )
}

function outLink(href: string, text: string): HTMLElement {
  return el('a', { href, target: '_blank', rel: 'noopener nofollow' }, text)
}
