/** Talks to the server and remembers the visitor: nothing is kept in the browser before a consent. */
export interface Box {
  purpose: 'processing' | 'advertising' | 'visits'
  text: string
  hash: string
}

export interface Config {
  key: string
  language: 'ru' | 'en' | 'kk'
  title: string
  greeting: string
  color: string
  corner: 'left' | 'right'
  scheme: 'auto' | 'light' | 'dark'
  offers: { chat: boolean; form: boolean; callback: boolean; reviews: boolean }
  hoursWords: string
  askPhone: boolean
  policyUrl: string
  origins: string[]
}

export interface PageInfo {
  url: string
  title: string
  referrer: string
}

export class SendError extends Error {
  readonly status: number
  constructor(status: number) {
    super(`answered ${status}`)
    this.status = status
  }
}

export class Session {
  token = ''
  boxes: Box[] = []
  agreed = new Set<string>()
  open = true
  page: PageInfo = { url: '', title: '', referrer: '' }
  utm: Record<string, string> = {}
  readonly config: Config
  /** Told after every consent that was given or taken back: the same boxes stand in several places. */
  readonly changed = new EventTarget()
  readonly #place: string

  constructor(config: Config) {
    this.config = config
    this.#place = `otklik ${config.key}`
  }

  async begin(): Promise<void> {
    const known = this.#stored()
    const state = await this.post<State>(
      `/in/widget/${this.config.key}/session`,
      known ? { token: known } : {},
    )
    this.token = state.token
    this.boxes = state.boxes
    this.agreed = new Set(state.agreed)
    this.open = state.open
    if (this.agreed.size > 0) this.#remember()
    this.changed.dispatchEvent(new Event('change'))
  }

  async agree(box: Box, agree: boolean): Promise<void> {
    const body = { purpose: box.purpose, agree, hash: box.hash, tickedAt: Date.now(), page: this.page.url }
    await this.post('/in/widget/consents', body)
    if (agree) this.agreed.add(box.purpose)
    else this.agreed.delete(box.purpose)
    this.#remember()
    this.changed.dispatchEvent(new Event('change'))
  }

  /** After a refusal: the words of a consent may have changed, or the session may have ended. Then the boxes are shown again. */
  refresh(refusal: unknown): void {
    if (!(refusal instanceof SendError) || ![401, 403, 422].includes(refusal.status)) return
    // Without a connection the next press tries again.
    this.begin().catch(() => undefined)
  }

  /** Throws SendError. The answer is of our own server: its shape is the one both sides are built for. */
  async post<T = unknown>(path: string, body: object): Promise<T> {
    const answer = await fetch(path, { method: 'POST', headers: this.headers(), body: JSON.stringify(body) })
    if (!answer.ok) throw new SendError(answer.status)
    return answer.json() as Promise<T>
  }

  headers(): Record<string, string> {
    return {
      'content-type': 'application/json',
      ...(this.token && { authorization: `Bearer ${this.token}` }),
    }
  }

  /** Sent although the page goes away; only after the consent to it. */
  visit(): void {
    if (!this.agreed.has('visits') || this.page.url === '') return
    const now = Date.now()
    const { url, title, referrer } = this.page
    const event = { id: crypto.randomUUID(), t: now, url, title: title.slice(0, 300), ref: referrer }
    const body = JSON.stringify({ session: this.token, sentAt: now, utm: this.utm, events: [event] })
    navigator.sendBeacon(`/in/visits/${this.config.key}`, new Blob([body], { type: 'text/plain' }))
  }

  #stored(): string {
    try {
      return localStorage.getItem(this.#place) ?? ''
    } catch {
      // The browser keeps nothing for frames: the talk then lasts as long as the page.
      return ''
    }
  }

  #remember(): void {
    try {
      if (this.agreed.size > 0) localStorage.setItem(this.#place, this.token)
      else localStorage.removeItem(this.#place)
    } catch {
      // As above.
    }
  }
}

interface State {
  token: string
  boxes: Box[]
  agreed: string[]
  open: boolean
}
