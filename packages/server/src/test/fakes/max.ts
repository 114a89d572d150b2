/** A MAX Bot API on 127.0.0.1, as strict and as moody as the real one: markers, errors in its words, faults on demand. */
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { MaxRefusal, MaxWorld, type MaxCall } from './max-world.ts'

/** `break`: does as asked, then drops the connection. `html`: a gateway's page. */
export type MaxFault =
  | { kind: 'refuse'; status: number; code: string; message?: string }
  | { kind: 'break' | 'html' }

type Post = (url: string, init: RequestInit) => Promise<Response>

export class FakeMax {
  readonly world: MaxWorld
  readonly calls: MaxCall[] = []
  private readonly server: Server
  private readonly faults: { call: string; fault: MaxFault }[] = []
  private queue: { at: number; update: Record<string, unknown> }[] = []
  private nextMarker = 1
  /** Of a listener that was begun anew two may wait for a while: the one who left wakes nobody but itself. */
  private readonly waiters = new Set<() => void>()

  constructor(world: MaxWorld, open: (serve: RequestListener) => Server) {
    this.world = world
    this.server = open((request, response) => {
      this.serve(request, response).catch((error: unknown) => {
        response.writeHead(500).end(String(error))
      })
    })
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    this.world.uploadUrl = `http://127.0.0.1:${this.port}/upload`
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** The next such call (`POST /messages`) goes wrong in this way; several are used one after another. */
  fail(call: string, fault: MaxFault): void {
    this.faults.push({ call, fault })
  }

  callsOf(call: string): MaxCall[] {
    return this.calls.filter(({ method, path }) => `${method} ${path}` === call)
  }

  /** Something happened at MAX. */
  happen(update: Record<string, unknown>): void {
    this.queue.push({ at: this.nextMarker++, update })
    for (const wake of this.waiters) wake()
  }

  /** Pushes what waits to every subscriber; can repeat and turn the order round. What is refused is kept. */
  async push(post: Post, mood: { times?: number; backwards?: boolean } = {}): Promise<number[]> {
    const statuses: number[] = []
    const kept = new Set<(typeof this.queue)[number]>()
    for (const waiting of mood.backwards ? this.queue.toReversed() : this.queue) {
      for (const { url, secret, update_types } of this.world.subscriptions) {
        if (!update_types.includes(String(waiting.update['update_type']))) continue
        for (let time = 0; time < (mood.times ?? 1); time++) {
          const { status } = await post(url, pushOf(waiting.update, secret))
          statuses.push(status)
          if (status !== 200) kept.add(waiting)
        }
      }
    }
    this.queue = [...kept]
    return statuses
  }

  get waiting(): number {
    return this.queue.length
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts)
    const url = new URL(request.url ?? '/', this.url)
    if (url.pathname.startsWith('/upload/')) return this.serveFile(request, response, body)
    const call: MaxCall = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      body: body.length > 0 ? JSON.parse(body.toString()) : {},
    }
    this.calls.push(call)
    if (request.headers.authorization !== this.world.token)
      return refuse(response, new MaxRefusal(401, 'verify.token', 'Invalid access_token'))
    const at = this.faults.findIndex((one) => one.call === `${call.method} ${call.path}`)
    const fault = at < 0 ? undefined : this.faults.splice(at, 1)[0]?.fault
    if (fault?.kind === 'refuse')
      return refuse(response, new MaxRefusal(fault.status, fault.code, fault.message ?? fault.code))
    if (fault?.kind === 'html')
      return void response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>')
    if (call.path === '/updates') return this.serveUpdates(call, response)
    try {
      const answer = this.world.answer(call)
      if (fault?.kind === 'break') response.destroy()
      else send(response, 200, answer)
    } catch (error) {
      if (!(error instanceof MaxRefusal)) throw error
      refuse(response, error)
    }
  }

  private serveFile({ method, url, headers }: IncomingMessage, response: ServerResponse, body: Buffer): void {
    // The token of the bot is for the API alone.
    if (headers.authorization) return void response.writeHead(400).end()
    const [, , type = '', token = ''] = (url ?? '').split('/')
    if (method === 'GET')
      return void response.writeHead(200, { 'content-type': 'video/mp4' }).end(`video ${type}`)
    response.end(this.world.take(type, token, body))
  }

  private async serveUpdates({ query }: MaxCall, response: ServerResponse): Promise<void> {
    if (this.world.subscriptions.length > 0)
      return refuse(response, new MaxRefusal(400, 'updates.conflict', 'Webhook is set'))
    const marker = Number(query.get('marker') ?? 0)
    const types = (query.get('types') ?? '').split(',')
    this.queue = this.queue.filter(({ at }) => at >= marker)
    const wanted = () => this.queue.filter(({ update }) => types.includes(String(update['update_type'])))
    if (wanted().length === 0) await this.somethingOr(Number(query.get('timeout')) * 1000, response)
    const updates = wanted().slice(0, Number(query.get('limit') ?? 100))
    const last = updates.at(-1)
    send(response, 200, {
      updates: updates.map(({ update }) => update),
      marker: last ? last.at + 1 : marker || null,
    })
  }

  private somethingOr(ms: number, response: ServerResponse): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer)
        this.waiters.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, ms)
      this.waiters.add(wake)
      response.on('close', wake)
    })
  }
}

/** One server per test; close it at the end. `open`: another kind of server, with a certificate of its own. */
export async function openFakeMax(
  token = 'fake-token-of-a-bot',
  open: (serve: RequestListener) => Server = createServer,
): Promise<FakeMax> {
  const fake = new FakeMax(new MaxWorld(token), open)
  await fake.open()
  return fake
}

/** The body comes in pieces of seven bytes, so that letters of two are cut in half. */
function pushOf(update: object, secret: string): RequestInit & { duplex: 'half' } {
  const bytes = new TextEncoder().encode(JSON.stringify(update))
  return {
    method: 'POST',
    duplex: 'half',
    headers: { 'content-type': 'application/json', 'x-max-bot-api-secret': secret },
    body: new ReadableStream({
      start(controller) {
        for (let from = 0; from < bytes.length; from += 7) controller.enqueue(bytes.slice(from, from + 7))
        controller.close()
      },
    }),
  }
}

function refuse(response: ServerResponse, { status, code, message }: MaxRefusal): void {
  send(response, status, { code, message })
}

/** In two pieces that are cut inside a letter, where there is one of several bytes. */
function send(response: ServerResponse, status: number, value: unknown): void {
  const bytes = Buffer.from(JSON.stringify(value))
  const cut = bytes.findIndex((byte) => byte >= 0xd0) + 1
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length })
  response.write(bytes.subarray(0, cut))
  setImmediate(() => response.end(bytes.subarray(cut)))
}
