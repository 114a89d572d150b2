/** The talk. Before the consent there are only its words and the boxes; nothing is sent or kept until then. */
import { consentBoxes } from './consent-boxes.ts'
import { el } from './dom.ts'
import { SendError, type Session } from './session.ts'
import { follow, type Message } from './talk.ts'
import type { Words } from './words.ts'

const phoneMark = 'phone-'
const largest = 10 * 1024 * 1024

export function chatView(session: Session, words: Words): HTMLElement {
  const place = el('div', { class: 'chat' })
  const asking = [el('p', {}, words.agreeFirst), consentBoxes(session, words)]
  let talking: HTMLElement[] | undefined
  const show = () => {
    const agreed = session.agreed.has('processing')
    if (agreed) talking ??= talk(session, words)
    const wanted = agreed && talking ? talking : asking
    if (wanted[0]?.parentElement === place) return
    place.replaceChildren(...wanted)
    // The box that was just ticked is gone: the keyboard goes on where one writes.
    if (agreed) place.querySelector<HTMLElement>('textarea')?.focus()
  }
  session.changed.addEventListener('change', show)
  show()
  return place
}

function talk(session: Session, words: Words): HTMLElement[] {
  const { greeting, askPhone } = session.config
  const log = el('div', {
    class: 'log',
    role: 'log',
    'aria-live': 'polite',
    tabindex: '0',
    'aria-label': words.chat,
  })
  if (greeting) log.append(el('p', { class: 'message bot' }, greeting))
  const status = el('p', { class: 'status', role: 'status' })
  const fail = (error: unknown) => {
    status.textContent = error instanceof SendError && error.status === 429 ? words.slow : words.failed
    session.refresh(error)
  }
  const phone = askPhone ? phoneForm(session, words, fail) : null
  follow(session, (message) => {
    log.append(bubble(session, words, message))
    if (phone && message.author === 'bot') log.append(phone)
    // The number is there, from this browser's window or another one of it.
    if (message.clientId.startsWith(phoneMark)) phone?.remove()
    log.scrollTop = log.scrollHeight
  })
  return [log, writeForm(session, words, { status, fail }), status]
}

function bubble(session: Session, words: Words, message: Message): HTMLElement {
  const name = message.author === 'visitor' ? words.you : message.authorName
  const files = message.files.map((file) =>
    el('button', { type: 'button', class: 'file', click: () => void save(session, file) }, `📎 ${file.name}`),
  )
  return el(
    'div',
    { class: `message ${message.author}` },
    ...(name ? [el('small', {}, name)] : []),
    el('p', {}, message.text),
    ...files,
  )
}

/** The address of a file opens nothing without the session: the bytes are fetched and offered for saving. */
async function save(session: Session, file: { id: string; name: string }): Promise<void> {
  const answer = await fetch(`/in/widget/files/${file.id}`, { headers: session.headers() })
  if (!answer.ok) return
  const url = URL.createObjectURL(await answer.blob())
  el('a', { href: url, download: file.name }).click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

interface Outcome {
  status: HTMLElement
  fail(error: unknown): void
}

function writeForm(session: Session, words: Words, { status, fail }: Outcome): HTMLElement {
  const text = el('textarea', { 'aria-label': words.message, rows: '2', maxlength: '4000' })
  const file = el('input', { type: 'file', 'aria-label': words.file })
  const form = el('form', { class: 'write' }, text, file, el('button', { type: 'submit' }, words.send))
  // The same name until it got through: a second press sends nothing twice.
  let clientId: string = crypto.randomUUID()
  const send = async () => {
    const [chosen] = file.files ?? []
    if (text.value.trim() === '' && !chosen) return
    if (chosen && chosen.size > largest) {
      status.textContent = words.tooLarge
      return
    }
    const { page, utm } = session
    const attached = chosen
      ? { name: chosen.name.slice(0, 200), mime: chosen.type, base64: await read(chosen) }
      : null
    await session.post('/in/widget/messages', { clientId, text: text.value, file: attached, page, utm })
    clientId = crypto.randomUUID()
    form.reset()
    status.textContent = ''
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    send().catch(fail)
  })
  text.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    form.requestSubmit()
  })
  return form
}

/** R167. */
function phoneForm(session: Session, words: Words, fail: (error: unknown) => void): HTMLElement {
  const clientId = `${phoneMark}${crypto.randomUUID()}`
  const input = el('input', {
    type: 'tel',
    name: 'phone',
    autocomplete: 'tel',
    required: true,
    minlength: '10',
    'aria-label': words.phone,
    placeholder: words.phone,
  })
  const form = el('form', { class: 'write' }, input, el('button', { type: 'submit' }, words.send))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const { page, utm } = session
    session
      .post('/in/widget/phone', { clientId, phone: input.value, page, utm })
      .then(() => form.remove())
      .catch(fail)
  })
  return form
}

function read(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () =>
      resolve(typeof reader.result === 'string' ? (reader.result.split(',')[1] ?? '') : ''),
    )
    reader.addEventListener('error', () => reject(new Error('the file cannot be read')))
    reader.readAsDataURL(file)
  })
}
