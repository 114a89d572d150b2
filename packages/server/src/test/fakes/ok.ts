/** OK on this machine: checks the signature of every REST call, knows one group, its dialogs and its files. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { FakeRest, groupId, keys, Refusal } from './ok-rest.ts'

interface Call {
  name: string
  params: Record<string, string>
  body: Record<string, unknown>
}

interface FakeMessage {
  at: number
  mid: string
  /** The JSON exactly as OK writes it. */
  text: string
}

type Post = (url: string, init: RequestInit) => Promise<Response>

export class FakeOk {
  readonly calls: Call[] = []
  readonly rest = new FakeRest()
  /** By chat, oldest first. */
  readonly chats = new Map<string, FakeMessage[]>()
  readonly closedChats = new Set<string>()
  readonly subscriptions = new Set<string>()
  /** Brought files by their token. */
  readonly files = new Map<string, { type: string; text: string }>()
  /** As OK answered in 2017. */
  namesMessages = true
  pageSize = 100
  url = ''
  /** Told to nobody yet. */
  private waiting: string[] = []
  private readonly faults: { name: string; answer: number | 'html' | 'break' }[] = []
  private readonly server = createServer((request, response) => void this.serve(request, response))
  private next = 1

  async open(): Promise<void> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done))
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  close(): Promise<void> {
    this.server.closeAllConnections()
    return new Promise((done) => this.server.close(() => done()))
  }

  /** The next call of this name is refused with the number, or ends in another bad way (`break`: after it was done). */
  fail(name: string, answer: number | 'html' | 'break'): void {
    this.faults.push({ name, answer })
  }

  /** Somebody writes to the group: it stands in the dialog and is pushed until the subscriber answers. */
  happen(chatId: string, message: FakeMessage): void {
    this.chats.set(chatId, [...(this.chats.get(chatId) ?? []), message])
    this.waiting.push(message.text)
  }

  get waitingCount(): number {
    return this.waiting.length
  }

  /** Pushes what waits; what is not answered with 200 stays. Can repeat and turn the order round. */
  async push(post: Post, mood: { times?: number; backwards?: boolean } = {}): Promise<void> {
    const told = new Set<string>()
    const headers = { 'content-type': 'application/json;charset=utf-8' }
    for (const body of mood.backwards ? this.waiting.toReversed() : [...this.waiting])
      for (const url of this.subscriptions)
        for (let time = 0; time < (mood.times ?? 1); time++)
          if ((await post(url, { method: 'POST', headers, body })).status === 200) told.add(body)
    this.waiting = this.waiting.filter((body) => !told.has(body))
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString()
    const url = new URL(request.url ?? '/', 'http://ok')
    if (url.pathname === '/upload.do') return this.takeFile(url.searchParams, text, response)
    const call = readCall(url, text)
    this.calls.push(call)
    const fault = this.nextFault(call.name)
    if (fault === 'html') return void response.writeHead(502).end('<h1>Bad Gateway</h1>')
    if (typeof fault === 'number') return send(response, refusalOf(fault, 'REFUSED'))
    const answer = this.answerSafely(call)
    if (fault === 'break') return void response.destroy()
    send(response, answer)
  }

  private nextFault(name: string): number | 'html' | 'break' | undefined {
    const at = this.faults.findIndex((fault) => fault.name === name)
    return at < 0 ? undefined : this.faults.splice(at, 1)[0]?.answer
  }

  private answerSafely(call: Call): string {
    try {
      return call.name.includes('.') ? this.rest.answer(call.name, call.params) : this.graph(call)
    } catch (error) {
      if (error instanceof Refusal) return refusalOf(error.code, error.message)
      throw error
    }
  }

  private graph({ name, params, body }: Call): string {
    if (params['access_token'] !== keys.groupToken) throw new Refusal(102, 'PARAM_SESSION_EXPIRED')
    const target = typeof body['url'] === 'string' ? body['url'] : ''
    switch (name) {
      case 'me/info':
        return JSON.stringify({ name: 'Кофейня', group_id: `group:${groupId}` })
      case 'me/subscriptions':
        return JSON.stringify({ subscriptions: [...this.subscriptions].map((url) => ({ time: 1, url })) })
      case 'me/subscribe':
        this.subscriptions.add(target)
        return '{"success":true}'
      case 'me/unsubscribe':
        this.subscriptions.delete(target)
        return '{"success":true}'
      case 'me/chats':
        return this.listChats(params)
      case 'me/messages':
        return this.history(params)
      case 'me/fileUploadUrl':
        return this.offerUpload(params['type'] ?? 'FILE')
      default:
        if (name.startsWith('me/messages/')) return this.write(name.slice('me/messages/'.length), body)
        throw new Refusal(2001, 'GRAPH_PARAM_REQUEST')
    }
  }

  /** Newest first, by marker. */
  private listChats(params: Record<string, string>): string {
    const all = [...this.chats]
      .map(([chat_id, messages]) => ({ chat_id, type: 'DIALOG', lastEventTime: messages.at(-1)?.at ?? 0 }))
      .toSorted((a, b) => b.lastEventTime - a.lastEventTime)
    const from = Number(params['marker'] ?? '0')
    const chats = all.slice(from, from + Math.min(this.pageSize, Number(params['count'])))
    return JSON.stringify({ chats, marker: String(Math.min(from + chats.length, all.length)) })
  }

  private history(params: Record<string, string>): string {
    const found = (this.chats.get(params['chat_id'] ?? '') ?? []).filter(
      ({ at }) => at < Number(params['from']) && at >= Number(params['to']),
    )
    const shown = found.toReversed().slice(0, Math.min(this.pageSize, Number(params['count'])))
    return `{"messages":[${shown.map(({ text }) => text).join(',')}]}`
  }

  private offerUpload(type: string): string {
    const token = `file${this.next++}`
    const url = `${this.url}/upload.do?type=${type}&token=${token}`
    // Of a picture the token is told after the bytes have come.
    return JSON.stringify(type === 'IMAGE' ? { url, file_id: token } : { url, token })
  }

  private takeFile(params: URLSearchParams, text: string, response: ServerResponse): void {
    const fault = this.nextFault('upload')
    if (fault === 'html') return void response.writeHead(502).end('<h1>Bad Gateway</h1>')
    if (typeof fault === 'number') return void response.writeHead(fault).end()
    const token = params.get('token') ?? ''
    const type = params.get('type') ?? ''
    this.files.set(token, { type, text })
    send(response, type === 'IMAGE' ? JSON.stringify({ photos: { p1: { token } } }) : '<retval>1</retval>')
  }

  private write(chatId: string, body: Record<string, unknown>): string {
    const chat = this.chats.get(chatId)
    if (!chat) throw new Refusal(705, 'CHAT_NOT_FOUND')
    if (this.closedChats.has(chatId)) return '{"success":[false]}'
    if ('sender_action' in body) return '{"success":true}'
    const message = body['message'] as { text?: string; attachments?: { payload: { token: string } }[] }
    const files = message.attachments ?? []
    if (files.length > 5 || files.some(({ payload }) => !this.files.has(payload.token)))
      throw new Refusal(2001, 'GRAPH_PARAM_REQUEST : attachments')
    const mid = `mid:own.${this.next++}`
    const at = Date.now()
    const text = JSON.stringify({
      sender: { user_id: `group:${groupId}` },
      recipient: { chat_id: chatId },
      message: { ...message, mid },
      timestamp: at,
    })
    chat.push({ at, mid, text })
    return JSON.stringify({ recipient_id: 'user:1', ...(this.namesMessages && { message_id: mid }) })
  }
}

function readCall(url: URL, text: string): Call {
  if (url.pathname === '/fb.do') {
    const params = Object.fromEntries(new URLSearchParams(text))
    return { name: params['method'] ?? '', params, body: {} }
  }
  return {
    name: decodeURIComponent(url.pathname.replace('/graph/', '')),
    params: Object.fromEntries(url.searchParams),
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
  }
}

function refusalOf(code: number, message: string): string {
  return JSON.stringify({ error_code: code, error_msg: message, error_data: null })
}

function send(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(text)
}
