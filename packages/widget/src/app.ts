/** Inside the frame. Listens only to the page that holds it, and only when that page is one of the owner's. */
import { chatView } from './chat-view.ts'
import { myConsents } from './consent-boxes.ts'
import { el } from './dom.ts'
import { dress } from './look.ts'
import { formView } from './form-view.ts'
import { Session, type Config, type PageInfo } from './session.ts'
import { tabList } from './tabs.ts'
import { wordsOf } from './words.ts'

const config: Config = JSON.parse(document.querySelector('#config')?.textContent ?? '{}')
const words = wordsOf[config.language]
const session = new Session(config)
const query = new URLSearchParams(location.search)
const view = query.get('view')

dress(document.documentElement, config)

addEventListener(
  'message',
  (event: MessageEvent<{ otklik?: string; page?: PageInfo; utm?: Record<string, string> }>) => {
    if (event.source !== parent || !config.origins.includes(event.origin)) return
    if (event.data.otklik !== 'page' || !event.data.page) return
    session.page = event.data.page
    session.utm = event.data.utm ?? {}
    if (view === null) session.visit()
  },
)

/** To the owner's page alone: a browser gives it to nobody else, whatever the page calls itself. */
function tellPage(message: object): void {
  const origin = config.origins.find((one) => one === query.get('page'))
  if (origin !== undefined) parent.postMessage(message, origin)
}

async function begin(): Promise<void> {
  await session.begin()
  const block = view === 'review' || view === 'form' || view === 'callback' ? view : null
  tellPage({ otklik: 'ready', title: block ? words[block] : words.open, corner: config.corner })
  if (block) showBlock(block)
  else showCorner()
}

function showBlock(kind: 'form' | 'callback' | 'review'): void {
  const form = formView(session, words, kind, query.get('product') ?? '')
  const block = el('main', { class: 'block' }, el('h1', {}, words[kind]), form)
  document.body.append(block)
  new ResizeObserver(() => tellPage({ otklik: 'size', height: block.offsetHeight + 24 })).observe(block)
}

function showCorner(): void {
  const panel = el('div', {
    class: 'panel',
    hidden: true,
    role: 'dialog',
    'aria-label': config.title || words.open,
  })
  const button = el(
    'button',
    { class: 'launcher', 'aria-expanded': 'false', 'aria-label': words.open },
    bubbleSign(),
  )
  const toggle = (open: boolean) => {
    panel.hidden = !open
    button.setAttribute('aria-expanded', String(open))
    button.setAttribute('aria-label', open ? words.close : words.open)
    tellPage(open ? { otklik: 'size', width: 400, height: 640 } : { otklik: 'size', width: 96, height: 96 })
    if (open && panel.childElementCount === 0) fill(panel)
    if (open) panel.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus()
    else button.focus()
  }
  button.addEventListener('click', () => toggle(panel.hidden === true))
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !panel.hidden) toggle(false)
  })
  document.body.append(panel, button)
}

/** Drawn, because not every system has letters for pictures. */
function bubbleSign(): SVGElement {
  const space = 'http://www.w3.org/2000/svg'
  const sign = document.createElementNS(space, 'svg')
  const path = document.createElementNS(space, 'path')
  path.setAttribute('d', 'M4 4h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-9l-5 4v-4H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z')
  path.setAttribute('fill', 'currentColor')
  sign.setAttribute('viewBox', '0 0 24 24')
  sign.setAttribute('width', '28')
  sign.setAttribute('aria-hidden', 'true')
  sign.append(path)
  return sign
}

function fill(panel: HTMLElement): void {
  const { chat, form, callback } = config.offers
  const first: [string, () => HTMLElement][] = []
  if (!session.open) first.push([words.form, () => formView(session, words, 'offline')])
  if (chat) first.push([words.chat, () => chatView(session, words)])
  if (form && session.open) first.push([words.form, () => formView(session, words, 'form')])
  if (callback) first.push([words.callback, () => formView(session, words, 'callback')])
  const { tabs, content } = tabList(first)
  const away = session.open ? [] : [el('p', { class: 'away' }, config.hoursWords || words.closed)]
  panel.append(el('h1', {}, config.title || words.open), ...away, tabs, content, myConsents(session, words))
}

void begin()
