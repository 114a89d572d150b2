/** Networks on 127.0.0.1 and what people do there. */
import { openFakeMax, type FakeMax } from '../packages/server/src/test/fakes/max.ts'
import { groupId, keys, type FakeComment } from '../packages/server/src/test/fakes/ok-rest.ts'
import { FakeOk } from '../packages/server/src/test/fakes/ok.ts'
import { openFakeTelegram, type FakeTelegram } from '../packages/server/src/test/fakes/telegram.ts'
import { FakeVk } from '../packages/server/src/test/fakes/vk.ts'

export interface Person {
  id: number
  first: string
  last?: string
  username?: string
}

const now = (): number => Math.floor(Date.now() / 1000)

/** A bot with a channel «Полдень» and the group that discusses it. */
export class TelegramPlace {
  static readonly channel = -1001111111111
  static readonly discussion = -1002222222222
  static readonly post = 41
  readonly fake: FakeTelegram
  private next = 1000

  private constructor(fake: FakeTelegram) {
    this.fake = fake
  }

  static async open(): Promise<TelegramPlace> {
    const fake = await openFakeTelegram()
    const { world } = fake
    const { channel, discussion, post } = TelegramPlace
    world.addChat({
      id: channel,
      type: 'channel',
      title: 'Полдень',
      username: 'polden',
      linked_chat_id: discussion,
      bot: { status: 'administrator', can_post_messages: true, can_invite_users: true },
    })
    world.addChat({
      id: discussion,
      type: 'supergroup',
      title: 'Полдень: обсуждение',
      bot: { status: 'administrator', can_delete_messages: true, can_invite_users: true },
    })
    world.addMessage(discussion, post, { text: 'Новая обжарка: Эфиопия Сидамо' })
    return new TelegramPlace(fake)
  }

  /** A private message to the bot. */
  write(person: Person, text: string, more: object = {}): number {
    const { world } = this.fake
    if (!world.chats.has(person.id))
      world.addChat({
        id: person.id,
        type: 'private',
        first_name: person.first,
        ...(person.username && { username: person.username }),
      })
    const id = this.next++
    world.addMessage(person.id, id, { text })
    this.fake.happen('message', {
      message_id: id,
      date: now(),
      from: from(person),
      chat: { id: person.id, type: 'private', first_name: person.first },
      text,
      ...more,
    })
    return id
  }

  /** Asks to be let into the channel. */
  askToJoin(person: Person): void {
    const { world } = this.fake
    const { channel } = TelegramPlace
    world.addChat({ id: person.id, type: 'private', first_name: person.first })
    world.requests.add(`${channel}:${person.id}`)
    this.fake.happen('chat_join_request', {
      chat: { id: channel, type: 'channel', title: 'Полдень', username: 'polden' },
      from: from(person),
      user_chat_id: person.id,
      date: now(),
    })
  }

  /** A comment under the channel's post. */
  comment(person: Person, text: string): number {
    const { channel, discussion, post } = TelegramPlace
    const id = this.next++
    this.fake.world.addMessage(discussion, id, { text })
    this.fake.happen('message', {
      message_id: id,
      message_thread_id: post,
      date: now(),
      from: from(person),
      chat: { id: discussion, type: 'supergroup', title: 'Полдень: обсуждение' },
      reply_to_message: {
        message_id: post,
        date: now() - 3600,
        chat: { id: discussion, type: 'supergroup', title: 'Полдень: обсуждение' },
        from: { id: 777000, is_bot: false, first_name: 'Telegram' },
        sender_chat: { id: channel, type: 'channel', title: 'Полдень', username: 'polden' },
        is_automatic_forward: true,
        forward_origin: {
          type: 'channel',
          chat: { id: channel, type: 'channel', title: 'Полдень', username: 'polden' },
          message_id: 900,
          date: now() - 3600,
        },
        text: 'Новая обжарка: Эфиопия Сидамо',
      },
      text,
    })
    return id
  }
}

function from({ id, first, last, username }: Person): object {
  return {
    id,
    is_bot: false,
    first_name: first,
    ...(last && { last_name: last }),
    ...(username && { username }),
    language_code: 'ru',
  }
}

/** A community with its dialogs and its wall, heard by long poll. */
export class VkPlace {
  readonly fake = new FakeVk()
  private next = 500

  static async open(): Promise<VkPlace> {
    const place = new VkPlace()
    await place.fake.open()
    return place
  }

  write(person: Person, text: string): number {
    const id = this.next++
    this.fake.happen('message_new', {
      message: {
        id,
        date: now(),
        peer_id: person.id,
        from_id: person.id,
        out: 0,
        conversation_message_id: id,
        text,
        attachments: [],
        fwd_messages: [],
      },
      client_info: { button_actions: ['text'], keyboard: true, lang_id: 0 },
    })
    return id
  }

  /** The person has read everything up to the message. */
  read(person: Person, message: number): void {
    this.fake.happen('message_read', {
      from_id: person.id,
      peer_id: person.id,
      read_message_id: message,
      conversation_message_id: message,
    })
  }

  comment(person: Person, text: string, post = 44): number {
    const id = this.next++
    this.fake.happen('wall_reply_new', {
      id,
      from_id: person.id,
      date: now(),
      text,
      post_id: post,
      owner_id: -9,
      parents_stack: [],
    })
    return id
  }

  like(person: Person, post = 44): void {
    this.fake.happen('like_add', {
      liker_id: person.id,
      object_type: 'post',
      object_owner_id: -9,
      object_id: post,
      post_id: 0,
      thread_reply_id: 0,
    })
  }
}

/** A bot with a channel whose posts are commented. */
export class MaxPlace {
  static readonly channel = -200
  readonly fake: FakeMax
  private next = 1

  private constructor(fake: FakeMax) {
    this.fake = fake
  }

  static async open(): Promise<MaxPlace> {
    const fake = await openFakeMax()
    const bot = { is_admin: true, permissions: ['read_all_messages', 'write'] }
    fake.world.addChat({ chat_id: MaxPlace.channel, type: 'channel', title: 'Полдень', link: 'polden', bot })
    fake.world.addMessage('mid.post', MaxPlace.channel, 'Новая обжарка')
    return new MaxPlace(fake)
  }

  write(person: Person, text: string): string {
    const { world } = this.fake
    if (!world.chats.has(person.id))
      world.addChat({
        chat_id: person.id,
        type: 'dialog',
        title: person.first,
        bot: { is_admin: true, permissions: ['write'] },
      })
    const mid = `mid.${this.next++}`
    world.addMessage(mid, person.id, text)
    this.fake.happen({
      update_type: 'message_created',
      timestamp: Date.now(),
      message: {
        sender: {
          user_id: person.id,
          first_name: person.first,
          last_name: person.last ?? null,
          is_bot: false,
        },
        recipient: { chat_id: person.id, chat_type: 'dialog', user_id: 1 },
        timestamp: Date.now(),
        body: { mid, seq: this.next, text, attachments: [] },
      },
      user_locale: 'ru',
    })
    return mid
  }

  /** A comment under the channel's post. */
  comment(person: Person, text: string): string {
    const mid = `mid.c${this.next++}`
    this.fake.world.addMessage(mid, MaxPlace.channel, text, 'mid.post')
    this.fake.happen({
      update_type: 'comment_created',
      timestamp: Date.now(),
      message: {
        sender: {
          user_id: person.id,
          first_name: person.first,
          last_name: person.last ?? null,
          is_bot: false,
        },
        recipient: { chat_id: MaxPlace.channel, chat_type: 'channel', user_id: null, post_id: 'mid.post' },
        timestamp: Date.now(),
        body: { mid, seq: this.next, text },
      },
    })
    return mid
  }
}

/** A group with one topic, whose comments are told by nobody and have to be looked for. */
export class OkPlace {
  static readonly keys = keys
  static readonly topic = '65123456789012'
  readonly fake = new FakeOk()
  private next = 1

  static async open(): Promise<OkPlace> {
    const place = new OkPlace()
    await place.fake.open()
    place.fake.rest.discussions.push({
      object_id: OkPlace.topic,
      object_type: 'GROUP_TOPIC',
      title: 'Новая обжарка',
      new_comments_count: 0,
      ref_objects: [{ id: groupId, type: 'GROUP' }],
      comments: [],
    })
    return place
  }

  /** A comment under the topic. */
  comment({ id: author, first, last }: Person, text: string): string {
    const id = `c${this.next++}`
    this.comments.push({
      id,
      author_id: String(author),
      author_name: [first, last].filter(Boolean).join(' '),
      text,
      date_ms: Date.now(),
    })
    return id
  }

  get comments(): FakeComment[] {
    const topic = this.fake.rest.discussions.find(({ object_id: id }) => id === OkPlace.topic)
    if (!topic) throw new Error('the topic is gone')
    return topic.comments
  }
}
