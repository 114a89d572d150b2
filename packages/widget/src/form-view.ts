/** Feedback, call-back, review, and what is left outside of working hours. */
import { consentBoxes } from './consent-boxes.ts'
import { el } from './dom.ts'
import { SendError, type Session } from './session.ts'
import type { Words } from './words.ts'

export type FormKind = 'form' | 'callback' | 'review' | 'offline'

export function formView(session: Session, words: Words, kind: FormKind, product = ''): HTMLElement {
  const renderedAt = Date.now() / 1000
  const submissionId = crypto.randomUUID()
  const status = el('p', { class: 'status', role: 'status' })
  const send = el('button', { type: 'submit' }, words.send)
  const ready = () => {
    send.disabled = !session.agreed.has('processing')
  }
  const form = el(
    'form',
    { class: 'form' },
    ...(product ? [el('p', { class: 'product' }, product)] : []),
    ...(kind === 'review' ? [stars(words)] : []),
    field('name', words.name, { autocomplete: 'name' }),
    ...(kind === 'review'
      ? []
      : [field('phone', words.phone, { type: 'tel', autocomplete: 'tel', required: kind === 'callback' })]),
    ...(kind === 'callback' || kind === 'review'
      ? []
      : [field('email', words.email, { type: 'email', autocomplete: 'email' })]),
    el(
      'label',
      {},
      words.message,
      el('textarea', { name: 'message', rows: '3', required: kind !== 'callback' }),
    ),
    el('input', {
      class: 'trap',
      name: 'website',
      tabindex: '-1',
      autocomplete: 'off',
      'aria-hidden': 'true',
    }),
    consentBoxes(session, words),
    send,
    status,
  )
  ready()
  session.changed.addEventListener('change', ready)
  const thank = () => {
    const thanks = el('p', { class: 'thanks', role: 'status', tabindex: '-1' }, words.thanks)
    form.replaceWith(thanks)
    thanks.focus()
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    send.disabled = true
    status.textContent = ''
    const values: Record<string, string> = {}
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') values[name] = value
    const { website = '', rating, ...fields } = values
    session
      .post(`/in/forms/${session.config.key}`, {
        kind,
        fields,
        website,
        product,
        rating: rating ? Number(rating) : null,
        page: session.page,
        utm: session.utm,
        session: session.token,
        // The boxes above have been stored one by one.
        consent: { processing: false },
        submissionId,
        renderedAt,
      })
      .then(thank)
      .catch((error: unknown) => {
        status.textContent = error instanceof SendError && error.status === 429 ? words.slow : words.failed
        ready()
        session.refresh(error)
      })
  })
  return form
}

function field(name: string, label: string, more: Record<string, string | boolean>): HTMLElement {
  return el('label', {}, label, el('input', { name, type: 'text', ...more }))
}

function stars(words: Words): HTMLElement {
  const choices = [1, 2, 3, 4, 5].map((count) =>
    el(
      'label',
      { class: 'star' },
      el('input', { type: 'radio', name: 'rating', value: String(count), required: true }),
      `${count} ★`,
    ),
  )
  return el('fieldset', {}, el('legend', {}, words.stars), ...choices)
}
