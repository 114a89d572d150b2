/** What a Telegram server remembers: chats, messages, requests, files, and whom a bot may write to. */
import type { Call } from './telegram-form.ts'

export class TelegramRefusal extends Error {
  readonly code: number
  readonly parameters: object | undefined
  constructor(code: number, message: string, parameters?: object) {
    super(message)
    this.code = code
    this.parameters = parameters
  }
}

export interface FakeChat {
  id: number
  type: 'private' | 'group' | 'supergroup' | 'channel'
  title?: string
  username?: string
  first_name?: string
  last_name?: string
  linked_chat_id?: number
  /** Rights of the bot as an administrator; `member` without rights; null: not there. */
  bot?: { status: 'administrator' | 'member'; [right: string]: unknown } | null
  /** The person blocked the bot. */
  blocked?: boolean
  /** The group has become this supergroup. */
  movedTo?: number
}

export interface FakeMessage {
  chatId: number
  id: number
  text?: string
  caption?: string
  files: { name: string; content: Buffer }[]
  params: Record<string, unknown>
  reactions: string[]
  /** The network lets it be changed no more. */
  old?: boolean
}

const usual = [
  'message',
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'business_connection',
  'business_message',
  'edited_business_message',
  'deleted_business_messages',
  'callback_query',
  'my_chat_member',
  'chat_join_request',
]

export class TelegramWorld {
  readonly token: string
  readonly me: Record<string, unknown>
  readonly chats = new Map<number, FakeChat>()
  readonly messages = new Map<string, FakeMessage>()
  readonly requests = new Set<string>()
  readonly members = new Set<string>()
  readonly read: string[] = []
  readonly typing: Record<string, unknown>[] = []
  /** By path. */
  readonly files = new Map<string, Buffer>()
  readonly fileSizes = new Map<string, number>()
  /** Connections of business accounts, and who wrote there in the last day. */
  readonly business = new Map<string, { canReply: boolean; open: Set<number> }>()
  webhook = { url: '', secret: '', allowed: usual, lastError: null as { at: number; message: string } | null }
  private nextMessage = 100

  constructor(token: string) {
    this.token = token
    this.me = {
      id: Number(token.split(':')[0]),
      is_bot: true,
      first_name: 'Кофейня',
      username: 'coffee_bot',
      can_join_groups: true,
      can_read_all_group_messages: false,
      can_connect_to_business: true,
    }
  }

  complain(message: string, at = Math.floor(Date.now() / 1000)): void {
    this.webhook.lastError = { at, message }
  }

  addChat(chat: FakeChat): void {
    this.chats.set(chat.id, chat)
  }

  /** A message somebody else wrote. */
  addMessage(chatId: number, id: number, more: Partial<FakeMessage> = {}): void {
    this.messages.set(`${chatId}/${id}`, { chatId, id, files: [], params: {}, reactions: [], ...more })
  }

  answer(call: Call, waiting: number): unknown {
    const { params } = call
    switch (call.method) {
      case 'getMe':
        return this.me
      case 'setWebhook':
        return this.setWebhook(params)
      case 'deleteWebhook':
        this.webhook = { ...this.webhook, url: '', secret: '', lastError: null }
        return true
      case 'getWebhookInfo':
        return this.webhookInfo(waiting)
      case 'sendMessage':
      case 'sendPhoto':
      case 'sendDocument':
        return this.present(this.post(call, params))
      case 'sendMediaGroup':
        return this.postAlbum(call).map((message) => this.present(message))
      case 'editMessageText':
      case 'editMessageCaption':
        return this.edit(params, call.method === 'editMessageText' ? 'text' : 'caption')
      case 'deleteMessage':
        return this.remove(params)
      case 'deleteBusinessMessages':
        return this.removeBusiness(params)
      case 'sendChatAction':
        this.openChat(params)
        this.typing.push(params)
        return true
      case 'readBusinessMessage':
        this.read.push(`${word(params['chat_id'])}/${word(params['message_id'])}`)
        return true
      case 'setMessageReaction':
        return this.react(params)
      case 'approveChatJoinRequest':
      case 'declineChatJoinRequest':
        return this.decide(params, call.method === 'approveChatJoinRequest')
      case 'getChat':
        return this.openChat(params)
      case 'getChatMember':
        return this.memberOf(params)
      case 'getFile':
        return this.fileOf(word(params['file_id']))
      default:
        throw new TelegramRefusal(404, 'Not Found: method not found')
    }
  }

  private setWebhook(params: Record<string, unknown>): true {
    const url = word(params['url'])
    const secret = word(params['secret_token'])
    if (!url.startsWith('https://'))
      throw new TelegramRefusal(400, 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook')
    if (!/^[\w-]{1,256}$/.test(secret))
      throw new TelegramRefusal(400, 'Bad Request: secret token contains unallowed characters')
    const kinds = params['allowed_updates']
    const allowed = Array.isArray(kinds) && kinds.length > 0 ? kinds.map(String) : usual
    this.webhook = { url, secret, allowed, lastError: null }
    return true
  }

  private webhookInfo(waiting: number) {
    const { url, allowed, lastError } = this.webhook
    return {
      url,
      has_custom_certificate: false,
      pending_update_count: waiting,
      allowed_updates: allowed,
      ...(lastError && { last_error_date: lastError.at, last_error_message: lastError.message }),
    }
  }

  private openChat(params: Record<string, unknown>): FakeChat {
    const wanted = word(params['chat_id'])
    const chat = [...this.chats.values()].find(
      ({ id, username }) => String(id) === wanted || (username !== undefined && `@${username}` === wanted),
    )
    if (!chat) throw new TelegramRefusal(400, 'Bad Request: chat not found')
    if (chat.movedTo !== undefined)
      throw new TelegramRefusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
        migrate_to_chat_id: chat.movedTo,
      })
    return chat
  }

  private post(call: Call, params: Record<string, unknown>): FakeMessage {
    const chat = this.openChat(params)
    this.refuseWriting(chat, params)
    const text = textOf(params['text'])
    const caption = textOf(params['caption'])
    const files = [params['photo'], params['document'], params['media']].flatMap((value) =>
      filesOf(call, value),
    )
    if (text === undefined && files.length === 0)
      throw new TelegramRefusal(400, 'Bad Request: message text is empty')
    if ((text?.length ?? 0) > 4096) throw new TelegramRefusal(400, 'Bad Request: message is too long')
    if ((caption?.length ?? 0) > 1024)
      throw new TelegramRefusal(400, 'Bad Request: message caption is too long')
    const message: FakeMessage = {
      chatId: chat.id,
      id: this.nextMessage++,
      files,
      params,
      reactions: [],
      ...(text !== undefined && { text }),
      ...(caption !== undefined && { caption }),
    }
    this.messages.set(`${chat.id}/${message.id}`, message)
    return message
  }

  private postAlbum(call: Call): FakeMessage[] {
    const media = call.params['media']
    if (!Array.isArray(media) || media.length < 2 || media.length > 10)
      throw new TelegramRefusal(400, 'Bad Request: wrong number of media')
    const items = media as { type: string; media: string; caption?: string }[]
    if (new Set(items.map(({ type }) => type)).size > 1)
      throw new TelegramRefusal(400, "Bad Request: document can't be mixed with other media types")
    return items.map((item) =>
      this.post(call, { ...call.params, media: item.media, caption: item.caption ?? undefined }),
    )
  }

  private refuseWriting(chat: FakeChat, params: Record<string, unknown>): void {
    const connection = params['business_connection_id']
    if (connection !== undefined) return this.refuseBusiness(chat, word(connection))
    if (chat.type === 'private' && chat.blocked)
      throw new TelegramRefusal(403, 'Forbidden: bot was blocked by the user')
    if (chat.type === 'private' && chat.bot === null)
      throw new TelegramRefusal(403, "Forbidden: bot can't initiate conversation with a user")
    if (chat.type !== 'private' && chat.bot === null)
      throw new TelegramRefusal(403, `Forbidden: bot is not a member of the ${chat.type} chat`)
    if (chat.type === 'channel' && chat.bot?.['can_post_messages'] !== true)
      throw new TelegramRefusal(400, 'Bad Request: need administrator rights in the channel chat')
    const reply = params['reply_parameters'] as
      | { message_id: number; allow_sending_without_reply?: boolean }
      | undefined
    if (reply && !reply.allow_sending_without_reply && !this.messages.has(`${chat.id}/${reply.message_id}`))
      throw new TelegramRefusal(400, 'Bad Request: message to be replied not found')
  }

  private refuseBusiness(chat: FakeChat, id: string): void {
    const connection = this.business.get(id)
    if (!connection) throw new TelegramRefusal(400, 'Bad Request: business connection not found')
    if (!connection.canReply || !connection.open.has(chat.id))
      throw new TelegramRefusal(400, 'Bad Request: BUSINESS_PEER_USAGE_MISSING')
  }

  private edit(params: Record<string, unknown>, field: 'text' | 'caption') {
    const message = this.find(params, 'Bad Request: message to edit not found')
    if (message.old) throw new TelegramRefusal(400, "Bad Request: message can't be edited")
    if (field === 'text' && message.text === undefined)
      throw new TelegramRefusal(400, 'Bad Request: there is no text in the message to edit')
    const words = String(params[field])
    if (message[field] === words)
      throw new TelegramRefusal(
        400,
        'Bad Request: message is not modified: specified new message content and reply markup are exactly the same',
      )
    message[field] = words
    return this.present(message)
  }

  private remove(params: Record<string, unknown>): true {
    const message = this.find(params, 'Bad Request: message to delete not found')
    if (message.old) throw new TelegramRefusal(400, "Bad Request: message can't be deleted for everyone")
    this.messages.delete(`${message.chatId}/${message.id}`)
    return true
  }

  private removeBusiness({
    message_ids: ids,
    business_connection_id: connection,
  }: Record<string, unknown>): true {
    if (!this.business.has(word(connection)))
      throw new TelegramRefusal(400, 'Bad Request: business connection not found')
    for (const [key, message] of this.messages)
      if (Array.isArray(ids) && ids.includes(message.id)) this.messages.delete(key)
    return true
  }

  private react(params: Record<string, unknown>): true {
    const message = this.find(params, 'Bad Request: message to react not found')
    message.reactions = (params['reaction'] as { emoji: string }[]).map(({ emoji }) => emoji)
    return true
  }

  private decide(params: Record<string, unknown>, approve: boolean): true {
    const chat = this.openChat(params)
    if (chat.bot?.['can_invite_users'] !== true)
      throw new TelegramRefusal(400, 'Bad Request: not enough rights')
    const key = `${chat.id}:${word(params['user_id'])}`
    if (this.members.has(key)) throw new TelegramRefusal(400, 'Bad Request: USER_ALREADY_PARTICIPANT')
    if (!this.requests.delete(key)) throw new TelegramRefusal(400, 'Bad Request: HIDE_REQUESTER_MISSING')
    if (approve) this.members.add(key)
    return true
  }

  private memberOf(params: Record<string, unknown>) {
    const { bot } = this.openChat(params)
    return { user: this.me, ...(bot ?? { status: 'left' }) }
  }

  private fileOf(fileId: string) {
    const size = this.fileSizes.get(fileId)
    if (size === undefined)
      throw new TelegramRefusal(400, 'Bad Request: wrong file_id or the file is temporarily unavailable')
    if (size > 20 * 1024 * 1024) throw new TelegramRefusal(400, 'Bad Request: file is too big')
    return {
      file_id: fileId,
      file_unique_id: `u${fileId}`,
      file_size: size,
      file_path: `photos/${fileId}.jpg`,
    }
  }

  private find(params: Record<string, unknown>, absent: string): FakeMessage {
    const chat = this.openChat(params)
    const message = this.messages.get(`${chat.id}/${word(params['message_id'])}`)
    if (!message) throw new TelegramRefusal(400, absent)
    return message
  }

  private present({ chatId, id, text, caption }: FakeMessage) {
    const chat = this.chats.get(chatId)
    return {
      message_id: id,
      date: Math.floor(Date.now() / 1000),
      chat: { id: chatId, type: chat?.type, ...(chat?.username && { username: chat.username }) },
      ...(text !== undefined && { text }),
      ...(caption !== undefined && { caption }),
    }
  }
}

function textOf(value: unknown): string | undefined {
  return word(value) || undefined
}

function filesOf(call: Call, value: unknown): { name: string; content: Buffer }[] {
  const name = /^attach:\/\/(.+)$/.exec(word(value))?.[1]
  const file = name === undefined ? undefined : call.files.get(name)
  return file ? [file] : []
}

/** In a form numbers are text. */
function word(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
