/** A Bot API server on 127.0.0.1, as strict and as moody as the real one: offsets, rights, errors in its words, faults on demand. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readCall, type Call } from './telegram-form.ts'
import { TelegramWorld, TelegramRefusal } from './telegram-world.ts'

/** `break`: does as asked, then drops the connection. `silent`: does as asked and never answers. `html`: a provider's page. */
export type Fault =
  | { kind: 'refuse'; code: number; description: string; parameters?: object }
  | { kind: 'break' | 'silent' | 'html' }

type Post = (url: string, init: RequestInit) => Promise<Response>

interface Poller {
  answer(): void
  conflict(): void
}

export class FakeTelegram {
  readonly world: TelegramWorld
  readonly calls: Call[] = []
  private readonly server
  private readonly faults: { method: string; fault: Fault }[] = []
  private queue: Record<string, unknown>[] = []
  private nextUpdate = 10_001
  private poller: Poller | null = null

  constructor(world: TelegramWorld) {
    this.world = world
    this.server = createServer((request, response) => {
      this.serve(request, response).catch((error: unknown) => {
        response.writeHead(500).end(String(error))
      })
    })
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  /** The next call of the method goes wrong in this way; several are used one after another. */
  fail(method: string, fault: Fault): void {
    this.faults.push({ method, fault })
  }

  /** Something happened at Telegram. Kinds nobody asked for are dropped, as there. */
  happen(kind: string, value: object): void {
    const update_id = this.nextUpdate++
    if (!this.world.webhook.allowed.includes(kind)) return
    this.queue.push({ update_id, [kind]: value })
    this.poller?.answer()
  }

  /** Pushes what waits; what is refused stays and is told by getWebhookInfo. Can repeat and turn the order round. */
  async push(post: Post, mood: { times?: number; backwards?: boolean } = {}): Promise<number[]> {
    const { url, secret } = this.world.webhook
    const statuses: number[] = []
    const left = new Set(this.queue)
    for (const update of mood.backwards ? this.queue.toReversed() : this.queue) {
      for (let time = 0; time < (mood.times ?? 1); time++) {
        const { status } = await post(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
          body: JSON.stringify(update),
        })
        statuses.push(status)
        if (status >= 200 && status < 300) left.delete(update)
        else this.world.complain(`Wrong response from the webhook: ${status} Not Found`)
      }
    }
    this.queue = [...left]
    return statuses
  }

  get waiting(): number {
    return this.queue.length
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body: Buffer[] = []
    for await (const part of request) body.push(part as Buffer)
    const [, , second = '', ...rest] = (request.url ?? '').split('/')
    if (request.url?.startsWith('/file/')) return this.serveFile(response, second, rest.join('/'))
    const token = (request.url ?? '').split('/')[1]?.replace(/^bot/, '') ?? ''
    const method = second
    if (!/^\d+:/.test(token)) return refuse(response, 404, 'Not Found')
    if (token !== this.world.token) return refuse(response, 401, 'Unauthorized')
    const call = readCall(method, request.headers['content-type'] ?? '', Buffer.concat(body))
    this.calls.push(call)
    const at = this.faults.findIndex((one) => one.method === method)
    const fault = at < 0 ? undefined : this.faults.splice(at, 1)[0]?.fault
    if (fault?.kind === 'refuse') return refuse(response, fault.code, fault.description, fault.parameters)
    if (fault?.kind === 'html')
      return void response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>')
    if (method === 'getUpdates') return this.serveUpdates(call, response)
    this.answer(call, response, fault)
  }

  private answer(call: Call, response: ServerResponse, fault: Fault | undefined): void {
    try {
      const result = this.world.answer(call, this.queue.length)
      if (fault?.kind === 'break') response.destroy()
      else if (!fault) send(response, 200, { ok: true, result })
    } catch (error) {
      if (!(error instanceof TelegramRefusal)) throw error
      refuse(response, error.code, error.message, error.parameters)
    }
  }

  private serveFile(response: ServerResponse, bot: string, path: string): void {
    const file = this.world.files.get(decodeURIComponent(path))
    if (bot !== `bot${this.world.token}` || !file) return refuse(response, 404, 'Not Found')
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file)
  }

  private serveUpdates(call: Call, response: ServerResponse): void {
    if (this.world.webhook.url !== '')
      return refuse(
        response,
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      )
    const { offset = 0, limit = 100, timeout = 0, allowed_updates: allowed } = call.params
    if (Array.isArray(allowed)) this.world.webhook.allowed = allowed.map(String)
    this.poller?.conflict()
    this.queue = this.queue.filter(({ update_id }) => Number(update_id) >= Number(offset))
    this.wait(response, Number(limit), Number(timeout))
  }

  private wait(response: ServerResponse, limit: number, seconds: number): void {
    const finish = (): void => {
      clearTimeout(timer)
      if (this.poller === poller) this.poller = null
    }
    const answer = (): void => {
      finish()
      send(response, 200, { ok: true, result: this.queue.slice(0, limit) })
    }
    const poller: Poller = {
      answer,
      conflict: () => {
        finish()
        refuse(
          response,
          409,
          'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
        )
      },
    }
    const timer = setTimeout(answer, Math.min(seconds, 50) * 1000)
    this.poller = poller
    response.on('close', finish)
    if (this.queue.length > 0) answer()
  }
}

/** One server per test; close it at the end. */
export async function openFakeTelegram(token = '7000000001:fake-token-of-a-bot'): Promise<FakeTelegram> {
  const fake = new FakeTelegram(new TelegramWorld(token))
  await fake.open()
  return fake
}

function refuse(response: ServerResponse, code: number, description: string, parameters?: object): void {
  send(response, code, {
    ok: false,
    error_code: code,
    description,
    ...(parameters && { parameters }),
  })
}

function send(response: ServerResponse, status: number, value: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}
