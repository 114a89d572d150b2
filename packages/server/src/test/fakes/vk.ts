/** A VK server on 127.0.0.1: methods in forms, long poll, uploads and callbacks, with VK's own errors and faults on demand. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { VkRefuses, VkWorld, type VkCall } from './vk-world.ts'

/** `silent`: does as asked and drops the connection. `html`: a provider's page. */
export type VkFault = { kind: 'refuse'; code: number; more?: object } | { kind: 'silent' | 'html' }

type Post = (
  url: string,
  init: { method: string; headers: Record<string, string>; body: string },
) => Promise<Response>

export class FakeVk {
  readonly world = new VkWorld()
  readonly calls: VkCall[] = []
  /** What the next long polls answer in place of waiting. */
  readonly pollFailures: object[] = []
  /** How VK reaches the door of the installation. */
  door: Post | null = null
  /** How often the long poll was asked. */
  polls = 0
  private readonly server
  private readonly faults: { method: string; fault: VkFault }[] = []
  private readonly updates: object[] = []
  private nextEvent = 1

  constructor() {
    this.server = createServer((request, response) => {
      this.serve(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)))
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
  fail(method: string, fault: VkFault): void {
    this.faults.push({ method, fault })
  }

  paramsOf(method: string): Record<string, string>[] {
    return this.calls.filter((call) => call.method === method).map(({ params }) => params)
  }

  /** Something happened at VK: by long poll, and to every confirmed server by `push`. */
  happen(type: string, object: object): object {
    const event = { group_id: 9, type, event_id: `event${this.nextEvent++}`, v: '5.199', object }
    this.updates.push(event)
    return event
  }

  async push(event: object, { times = 1 }: { times?: number } = {}): Promise<string[]> {
    const answers: string[] = []
    for (const { url, secret_key: secret } of this.world.servers.filter(({ status }) => status === 'ok'))
      for (let time = 0; time < times; time++)
        answers.push((await this.post(url, { ...event, secret })) ?? '')
    return answers
  }

  private async post(url: string, event: object): Promise<string | null> {
    const headers = { 'content-type': 'application/json' }
    const answer = await this.door?.(url, { method: 'POST', headers, body: JSON.stringify(event) })
    return answer?.ok ? answer.text() : null
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts)
    const url = new URL(request.url ?? '/', this.url)
    if (url.pathname === '/poll') return this.servePoll(url.searchParams, response)
    if (url.pathname.startsWith('/upload/')) return this.serveUpload(url.pathname, body, response)
    return this.serveMethod(url.pathname.replace('/method/', ''), { request, body, response })
  }

  private async serveMethod(
    method: string,
    { request, body, response }: { request: IncomingMessage; body: Buffer; response: ServerResponse },
  ): Promise<void> {
    const params = Object.fromEntries(new URLSearchParams(body.toString()))
    const key = request.headers.authorization?.replace(/^Bearer /, '')
    const who = (['community', 'user', 'service'] as const).find((name) => this.world.keys[name] === key)
    const at = this.faults.findIndex((one) => one.method === method)
    const fault = at < 0 ? undefined : this.faults.splice(at, 1)[0]?.fault
    if (fault?.kind === 'html')
      return void response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad</h1>')
    if (fault?.kind === 'refuse')
      return refuse(response, new VkRefuses(fault.code, 'On demand', fault.more), params)
    if (request.headers['content-type'] !== 'application/x-www-form-urlencoded' || params['v'] !== '5.199')
      return refuse(response, new VkRefuses(8, 'Invalid request'), params)
    if (!who)
      return refuse(response, new VkRefuses(5, 'User authorization failed: invalid access_token.'), params)
    const call = { method, params, who }
    this.calls.push(call)
    try {
      const answer =
        method === 'groups.getLongPollServer' ? this.pollServer() : this.world.answer(call, this.url)
      if (fault?.kind === 'silent') return void response.destroy()
      json(response, { response: answer })
      if (method.endsWith('CallbackServer')) await this.confirmServers()
    } catch (error) {
      if (!(error instanceof VkRefuses)) throw error
      refuse(response, error, params)
    }
  }

  /** As VK does: asks every new address back for the code. */
  private async confirmServers(): Promise<void> {
    for (const server of this.world.servers) {
      if (server.status === 'ok') continue
      const answer = await this.post(server.url, {
        type: 'confirmation',
        group_id: 9,
        secret: server.secret_key,
      })
      server.status = answer === this.world.confirmationCode ? 'ok' : 'failed'
    }
  }

  private pollServer(): object {
    return { key: 'poll-key', server: `${this.url}/poll`, ts: String(this.updates.length) }
  }

  private servePoll(query: URLSearchParams, response: ServerResponse): void {
    this.polls++
    const failure = this.pollFailures.shift()
    if (failure) return json(response, failure)
    if (query.get('key') !== 'poll-key' || query.get('act') !== 'a_check')
      return json(response, { failed: 2 })
    const updates = this.updates.slice(Number(query.get('ts')))
    // What happens while the answer is held is told by the next one.
    const ts = String(this.updates.length)
    setTimeout(() => json(response, { ts, updates }), updates.length > 0 ? 0 : 50)
  }

  private serveUpload(path: string, body: Buffer, response: ServerResponse): void {
    const from = body.indexOf('\r\n\r\n') + 4
    const to = body.lastIndexOf('\r\n--')
    const kind = path.endsWith('photo') ? 'photo' : 'file'
    if (!body.subarray(0, from).toString().includes(`name="${kind}"; filename="`))
      return json(response, { error: 'no file' })
    this.world.kept.push({ kind, bytes: body.subarray(from, to) })
    json(
      response,
      kind === 'photo'
        ? { server: this.world.kept.length, photo: '[{"photo":"x"}]', hash: 'h' }
        : { file: 'f' },
    )
  }
}

/** VK repeats the parameters, among them a token that was sent in the form. */
function refuse(
  response: ServerResponse,
  { code, message, more }: VkRefuses,
  params: Record<string, string>,
): void {
  const request_params = Object.entries({ ...params, access_token: 'vk1.a.echoed-token' }).map(
    ([key, value]) => ({ key, value }),
  )
  json(response, { error: { error_code: code, error_msg: message, request_params, ...more } })
}

function json(response: ServerResponse, value: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}
