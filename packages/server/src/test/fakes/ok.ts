/** OK on this machine: checks the signature of every REST call, knows one group, pages comments by anchor. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHash } from 'node:crypto'

export interface FakeComment {
  id: string
  author_id: string
  author_name?: string
  text: string
  date_ms: number
  type?: string
  reply_to_comment_id?: string
  author_ref?: string
}

export interface FakeDiscussion {
  object_id: string
  object_type: string
  title: string
  new_comments_count: number
  ref_objects: { id: string; type: string }[]
  comments: FakeComment[]
}

interface Call {
  name: string
  params: Record<string, string>
  body: Record<string, unknown>
}

export const keys = {
  groupToken: 'tkn18Yd:CQAB-group',
  applicationKey: 'CBAAPPKEY',
  applicationSecret: 'APPSECRET',
  accessToken: 'tkn1USER-admin',
}
export const groupId = '53000000000001'

class Refusal extends Error {
  readonly code: number
  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

export class FakeOk {
  readonly calls: Call[] = []
  readonly discussions: FakeDiscussion[] = []
  /** By chat, oldest first; `text` is the JSON exactly as OK writes it. */
  readonly chats = new Map<string, { at: number; mid: string; text: string }[]>()
  readonly closedChats = new Set<string>()
  readonly subscriptions = new Set<string>()
  pageSize = 100
  url = ''
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

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString()
    const url = new URL(request.url ?? '/', 'http://ok')
    const call = readCall(url, text)
    this.calls.push(call)
    const at = this.faults.findIndex(({ name }) => name === call.name)
    const fault = at < 0 ? undefined : this.faults.splice(at, 1)[0]?.answer
    if (fault === 'html') return void response.writeHead(502).end('<h1>Bad Gateway</h1>')
    if (typeof fault === 'number') return send(response, refusalOf(fault, 'REFUSED'))
    const answer = this.answerSafely(call)
    if (fault === 'break') return void response.destroy()
    send(response, answer)
  }

  private answerSafely(call: Call): string {
    try {
      return call.name.includes('.') ? this.rest(call) : this.graph(call)
    } catch (error) {
      if (error instanceof Refusal) return refusalOf(error.code, error.message)
      throw error
    }
  }

  private rest({ name, params }: Call): string {
    if (params['application_key'] !== keys.applicationKey) throw new Refusal(101, 'PARAM_API_KEY')
    if (params['access_token'] !== keys.accessToken) throw new Refusal(102, 'PARAM_SESSION_EXPIRED')
    if (params['sig'] !== expectedSignature(params))
      throw new Refusal(104, 'PARAM_SIGNATURE : Invalid signature')
    switch (name) {
      case 'discussions.getList':
        return JSON.stringify({
          anchor: 'A',
          discussions: this.discussions.map((one) => ({ ...one, comments: undefined })),
        })
      case 'discussions.getComments':
        return this.page(params)
      case 'discussions.addDiscussionComment':
        return this.addComment(params)
      case 'discussions.editDiscussionComment':
        this.find(params).text = params['comment'] ?? ''
        return 'true'
      case 'discussions.deleteDiscussionComment':
        this.find(params).type = 'REMOVED_MESSAGE'
        return 'true'
      default:
        throw new Refusal(3, 'METHOD : Method does not exist')
    }
  }

  private discussionOf(type: string, id: string): FakeDiscussion {
    const found = this.discussions.find((one) => one.object_type === type && one.object_id === id)
    if (!found) throw new Refusal(300, 'NOT_FOUND')
    return found
  }

  private page(params: Record<string, string>): string {
    const { comments } = this.discussionOf(params['discussionType'] ?? '', params['discussionId'] ?? '')
    const forward = params['direction'] === 'FORWARD'
    const from = forward ? Number(params['anchor'] ?? '0') : Math.max(0, comments.length - this.pageSize)
    const shown = comments.slice(from, from + this.pageSize)
    return JSON.stringify({
      has_more: from + shown.length < comments.length,
      anchor: String(from + shown.length),
      discussionId: params['discussionId'],
      discussionType: params['discussionType'],
      comments: shown.map((one) => ({ type: 'ACTIVE_MESSAGE', ...one })),
    })
  }

  private addComment(params: Record<string, string>): string {
    const { comments } = this.discussionOf(params['entityType'] ?? '', params['entityId'] ?? '')
    const parent = params['reply_to_comment_id']
    if (parent !== undefined && !comments.some(({ id }) => id === parent)) throw new Refusal(700, 'NOT_FOUND')
    const id = `own${this.next++}`
    comments.push({
      id,
      author_id: params['as_admin'] === 'true' ? groupId : '570000000009',
      text: params['comment'] ?? '',
      date_ms: Date.now(),
      ...(parent !== undefined && { reply_to_comment_id: parent }),
    })
    return JSON.stringify(id)
  }

  private find(params: Record<string, string>): FakeComment {
    const { comments } = this.discussionOf(params['discussionType'] ?? '', params['discussionId'] ?? '')
    const found = comments.find(({ id, type }) => id === params['comment_id'] && type !== 'REMOVED_MESSAGE')
    if (!found) throw new Refusal(700, 'NOT_FOUND : comment')
    return found
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
        return this.listChats()
      case 'me/messages':
        return this.history(params)
      default:
        if (name.startsWith('me/messages/')) return this.write(name.slice('me/messages/'.length), body)
        throw new Refusal(2001, 'GRAPH_PARAM_REQUEST')
    }
  }

  private listChats(): string {
    const chats = [...this.chats].map(([chat_id, messages]) => ({
      chat_id,
      type: 'DIALOG',
      lastEventTime: messages.at(-1)?.at ?? 0,
    }))
    return JSON.stringify({ chats, marker: 'end' })
  }

  private history(params: Record<string, string>): string {
    const found = (this.chats.get(params['chat_id'] ?? '') ?? []).filter(
      ({ at }) => at < Number(params['from']) && at >= Number(params['to']),
    )
    const shown = found.toReversed().slice(0, Math.min(this.pageSize, Number(params['count'])))
    return `{"messages":[${shown.map(({ text }) => text).join(',')}]}`
  }

  private write(chatId: string, body: Record<string, unknown>): string {
    const chat = this.chats.get(chatId)
    if (!chat) throw new Refusal(705, 'CHAT_NOT_FOUND')
    if (this.closedChats.has(chatId)) return '{"success":[false]}'
    if ('sender_action' in body) return '{"success":true}'
    const mid = `mid:own.${this.next++}`
    chat.push({ at: Date.now(), mid, text: JSON.stringify({ message: { mid } }) })
    return JSON.stringify({ recipient_id: 'user:1', message_id: mid })
  }
}

/** By its own hand, not with the connector's: else both could be wrong together. */
function expectedSignature(params: Record<string, string>): string {
  const secret = createHash('md5').update(`${keys.accessToken}${keys.applicationSecret}`).digest('hex')
  const names = Object.keys(params)
    .filter((name) => !['sig', 'access_token'].includes(name))
    .toSorted()
  const line = names.reduce((text, name) => `${text}${name}=${params[name] ?? ''}`, '')
  return createHash('md5').update(`${line}${secret}`, 'utf8').digest('hex')
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
