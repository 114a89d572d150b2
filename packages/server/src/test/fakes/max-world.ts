/** What a MAX server knows: its bot, chats, messages, subscriptions and files. Answers calls in MAX's words. */

export interface MaxCall {
  method: string
  /** Without the query. */
  path: string
  query: URLSearchParams
  body: Record<string, unknown>
}

export class MaxRefusal extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

export interface MaxChat {
  chat_id: number
  type: 'dialog' | 'chat' | 'channel'
  title: string
  link?: string
  /** The person stopped the bot. */
  suspended?: boolean
  /** Rights of the bot there; null: it is not in it. */
  bot: { is_admin: boolean; permissions: string[] } | null
}

export interface MaxMessage {
  mid: string
  chatId: number
  body: Record<string, unknown>
  post?: string
}

export class MaxWorld {
  readonly token: string
  readonly chats = new Map<number, MaxChat>()
  readonly messages = new Map<string, MaxMessage>()
  subscriptions: { url: string; update_types: string[]; secret: string }[] = []
  /** Tokens of uploaded files: so many more refusals until one is ready. */
  readonly files = new Map<string, { busy: number; content: Buffer; type: string }>()
  /** Refusals after each upload. */
  busyAfterUpload = 0
  uploadUrl = ''
  private next = 1

  constructor(token: string) {
    this.token = token
  }

  addChat(chat: MaxChat): void {
    this.chats.set(chat.chat_id, chat)
  }

  addMessage(mid: string, chatId: number, text: string, post?: string): void {
    this.messages.set(mid, { mid, chatId, body: { text }, ...(post !== undefined && { post }) })
  }

  answer(call: MaxCall): unknown {
    const [, root = '', id = '', leaf = '', last = ''] = call.path.split('/').map(decodeURIComponent)
    switch (root) {
      case 'me':
        return { user_id: 1, first_name: 'Полдень', username: 'polden_bot', is_bot: true, name: 'Полдень' }
      case 'subscriptions':
        return this.subscribe(call)
      case 'messages':
        return leaf === 'comments' ? this.comments(call, id) : this.message(call)
      case 'chats':
        return this.chat(call, id, [leaf, last].filter(Boolean).join('/'))
      case 'uploads':
        return this.place(call)
      case 'videos':
        return {
          token: id,
          urls: { mp4_360: `${this.uploadUrl}/small`, mp4_1080: `${this.uploadUrl}/large` },
        }
      default:
        throw new MaxRefusal(405, 'method.not.allowed', 'Method not allowed')
    }
  }

  private subscribe({ method, query, body }: MaxCall): unknown {
    if (method === 'GET')
      return {
        subscriptions: this.subscriptions.map(({ url, update_types }) => ({ url, time: 1, update_types })),
      }
    const url = String(method === 'DELETE' ? query.get('url') : body['url'])
    this.subscriptions = this.subscriptions.filter((one) => one.url !== url)
    if (method === 'DELETE') return { success: true }
    if (!/^https:\/\/[^/:]+\//.test(url)) throw new MaxRefusal(400, 'proto.payload', 'Invalid webhook url')
    const secret = String(body['secret'])
    if (!/^[\w-]{5,256}$/.test(secret)) throw new MaxRefusal(400, 'proto.payload', 'Invalid secret')
    this.subscriptions.push({
      url,
      secret,
      update_types: (body['update_types'] as string[] | undefined) ?? [],
    })
    return { success: true }
  }

  private message({ method, query, body }: MaxCall): unknown {
    if (method === 'GET') {
      const wanted = (query.get('message_ids') ?? '').split(',')
      const found = wanted.flatMap((mid) => this.messages.get(mid) ?? [])
      return { messages: found.map((one) => this.show(one)) }
    }
    if (method === 'POST') return this.write(this.openToWrite(Number(query.get('chat_id'))), body)
    return this.change(method, query.get('message_id') ?? '', body)
  }

  private comments({ method, query, body }: MaxCall, post: string): unknown {
    const above = this.messages.get(post)
    if (!above) throw new MaxRefusal(404, 'message.not.found', `Message ${post} not found`)
    if (method !== 'POST') return this.change(method, query.get('comment_id') ?? '', body)
    if (body['attachments']) throw new MaxRefusal(400, 'proto.payload', 'attachments are not allowed')
    return this.write(this.openChat(above.chatId), body, post)
  }

  private write(chat: MaxChat, body: Record<string, unknown>, post?: string): unknown {
    const text = typeof body['text'] === 'string' ? body['text'] : ''
    if (text.length > 4000)
      throw new MaxRefusal(400, 'proto.payload', 'text: size must be between 0 and 4000')
    for (const attachment of (body['attachments'] as { payload: { token: string } }[] | undefined) ?? []) {
      const file = this.files.get(attachment.payload.token)
      if (!file) throw new MaxRefusal(400, 'proto.payload', 'Invalid attachment token')
      if (file.busy-- > 0)
        throw new MaxRefusal(400, 'attachment.not.ready', 'Key: errors.process.attachment.file.not.processed')
    }
    const mid = `mid.sent${this.next++}`
    const message = { mid, chatId: chat.chat_id, body, ...(post !== undefined && { post }) }
    this.messages.set(mid, message)
    return { message: this.show(message) }
  }

  private change(method: string, mid: string, body: Record<string, unknown>): unknown {
    const message = this.messages.get(mid)
    if (!message) throw new MaxRefusal(404, 'message.not.found', `Message ${mid} not found`)
    if (method === 'DELETE') this.messages.delete(mid)
    else message.body = { ...message.body, ...body }
    return { success: true }
  }

  private show({ mid, chatId, body, post }: MaxMessage): object {
    const chat = this.chats.get(chatId)
    return {
      sender: null,
      recipient: { chat_id: chatId, chat_type: chat?.type, user_id: null, ...(post && { post_id: post }) },
      timestamp: 1764000000000,
      body: { mid, seq: 116_530, text: body['text'] ?? null, attachments: null },
      ...(chat?.type === 'channel' && !post && { url: `https://max.ru/polden/${mid}` }),
    }
  }

  private chat({ method, body }: MaxCall, name: string, leaf: string): unknown {
    const chat = [...this.chats.values()].find((one) => String(one.chat_id) === name || one.link === name)
    if (!chat) throw new MaxRefusal(404, 'chat.not.found', `Chat ${name} not found`)
    if (leaf === 'members/me') {
      if (!chat.bot) throw new MaxRefusal(403, 'chat.denied', 'chat.denied')
      return { user_id: 1, first_name: 'Полдень', is_bot: true, is_owner: false, ...chat.bot }
    }
    if (leaf === 'actions') {
      this.openChat(chat.chat_id)
      if (method !== 'POST' || body['action'] !== 'typing_on')
        throw new MaxRefusal(400, 'proto.payload', 'Unknown action')
      return { success: true }
    }
    return { chat_id: chat.chat_id, type: chat.type, title: chat.title, status: 'active' }
  }

  private openToWrite(id: number): MaxChat {
    const chat = this.openChat(id)
    if (chat.type === 'channel' && !chat.bot?.permissions.includes('write'))
      throw new MaxRefusal(403, 'chat.denied', 'chat.denied')
    return chat
  }

  private openChat(id: number): MaxChat {
    const chat = this.chats.get(id)
    if (!chat) throw new MaxRefusal(404, 'chat.not.found', `Chat ${id} not found`)
    if (chat.suspended) throw new MaxRefusal(403, 'chat.denied', 'error.dialog.suspended')
    if (!chat.bot) throw new MaxRefusal(403, 'chat.denied', 'chat.denied')
    return chat
  }

  private place({ query }: MaxCall): unknown {
    const type = query.get('type') ?? ''
    if (!['image', 'video', 'audio', 'file'].includes(type))
      throw new MaxRefusal(400, 'proto.payload', 'Unknown type')
    const token = `file-${this.next++}`
    const known = type === 'video' || type === 'audio'
    return { url: `${this.uploadUrl}/${type}/${token}`, ...(known && { token }) }
  }

  /** The host that takes the bytes. */
  take(type: string, token: string, content: Buffer): string {
    this.files.set(token, { busy: this.busyAfterUpload, content, type })
    if (type === 'image') return JSON.stringify({ photos: { key: { token } } })
    return type === 'file' ? JSON.stringify({ token }) : '<retval>1</retval>'
  }
}
