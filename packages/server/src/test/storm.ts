/** Four networks on this machine that tell things more than once and out of order, and know what was said to them. */
import { FakeOk } from './fakes/ok.ts'
import { groupId as okGroup, keys as okKeys } from './fakes/ok-rest.ts'
import { openFakeMax } from './fakes/max.ts'
import { openFakeTelegram } from './fakes/telegram.ts'
import { FakeVk } from './fakes/vk.ts'

/** How a network reaches the door of the program; 502 while nobody is there. */
export type Post = (url: string, init: RequestInit) => Promise<Response>

export interface Mood {
  times: number
  backwards: boolean
}

export interface StormNetwork {
  kind: 'telegram' | 'vk' | 'max' | 'ok'
  /** What is written into the connect form. */
  values: Record<string, string>
  /** Our address is written down there. */
  isSubscribed(): boolean
  /** Event by number: of five, three are messages, one is a comment, one a like or a join. */
  happen(number: number): void
  /** Tells what waits; what is not acknowledged goes on waiting. */
  push(mood: Mood): Promise<void>
  waiting(): number
  /** Words of ours, as often as they stand there. */
  heard(): string[]
  close(): Promise<void>
}

export const people = 50

export interface StormPlan {
  /** Who write, in each network. */
  people: number
  /** When the event that happens now happens, in milliseconds; without it one second after another, all gone by. */
  now?(): number
}

type What = 'message' | 'comment' | 'act'

export function whatOf(number: number): What {
  return (['message', 'message', 'message', 'comment', 'act'] as const)[number % 5] ?? 'message'
}

/** Five events in a row are of one person; whoever likes or joins does it once. */
function whoOf(number: number, { people: writers }: StormPlan): number {
  return 1000 + (whatOf(number) === 'act' ? number + writers : Math.floor(number / 5) % writers)
}

const wordsOf = (number: number): string => `Вопрос ${number}: есть «Эфиопия»?`

export async function openStorm(post: Post, plan: StormPlan = { people }): Promise<StormNetwork[]> {
  const open = [openTelegramStorm, openVkStorm, openMaxStorm, openOkStorm]
  return Promise.all(open.map((network) => network(post, plan)))
}

async function openTelegramStorm(post: Post, plan: StormPlan): Promise<StormNetwork> {
  const fake = await openFakeTelegram()
  const { world } = fake
  const group = { id: -1002222222222, type: 'supergroup' as const, title: 'Обсуждение' }
  world.addChat({ ...group, bot: { status: 'administrator' } })
  const channelPost = {
    message_id: 41,
    date: 1_764_000_001,
    chat: group,
    sender_chat: { id: -1001111111111, type: 'channel', title: 'Полдень', username: 'polden' },
    is_automatic_forward: true,
    text: 'Новая обжарка',
  }
  const happen = (number: number): void => {
    const id = whoOf(number, plan)
    const from = { id, is_bot: false, first_name: `Человек ${id}` }
    const message = { message_id: 1000 + number, date: secondsOf(number, plan), from, text: wordsOf(number) }
    if (whatOf(number) === 'act')
      return fake.happen('message_reaction', {
        chat: group,
        message_id: 41,
        user: from,
        date: secondsOf(number, plan),
        old_reaction: [],
        new_reaction: [{ type: 'emoji', emoji: '👍' }],
      })
    if (whatOf(number) === 'comment') {
      world.addMessage(group.id, message.message_id)
      const under = { chat: group, message_thread_id: 41, reply_to_message: channelPost }
      return fake.happen('message', { ...message, ...under })
    }
    const chat = { id, type: 'private' as const, first_name: from.first_name }
    world.addChat(chat)
    fake.happen('message', { ...message, chat })
  }
  return {
    kind: 'telegram',
    values: { token: world.token, apiUrl: fake.url },
    isSubscribed: () => world.webhook.url !== '' && world.webhook.allowed.includes('message_reaction'),
    happen,
    push: async (mood) => void (await fake.push(post, mood)),
    waiting: () => fake.waiting,
    heard: () => [...world.messages.values()].flatMap(({ text }) => text ?? []),
    close: () => fake.close(),
  }
}

async function openVkStorm(post: Post, plan: StormPlan): Promise<StormNetwork> {
  const fake = new FakeVk()
  await fake.open()
  fake.door = post
  const { world } = fake
  let waiting: object[] = []
  const happen = (number: number): object => {
    const from_id = whoOf(number, plan)
    const said = { from_id, date: secondsOf(number, plan), text: wordsOf(number), attachments: [] }
    if (whatOf(number) === 'act')
      return fake.happen('like_add', {
        liker_id: from_id,
        object_type: 'post',
        object_owner_id: -9,
        object_id: 44,
        post_id: 0,
      })
    if (whatOf(number) === 'comment')
      return fake.happen('wall_reply_new', { ...said, id: 1000 + number, post_id: 44, owner_id: -9 })
    const message = { ...said, id: number, peer_id: from_id, out: 0, conversation_message_id: 1000 + number }
    return fake.happen('message_new', { message: { ...message, fwd_messages: [] }, client_info: {} })
  }
  return {
    kind: 'vk',
    values: { token: world.keys.community, apiUrl: fake.url },
    isSubscribed: () =>
      world.servers.some(({ status, events }) => status === 'ok' && events['like_add'] === 1),
    happen: (number) => void waiting.push(happen(number)),
    push: async (mood) => {
      const told = new Set<object>()
      for (const event of mood.backwards ? waiting.toReversed() : [...waiting])
        if ((await fake.push(event, mood)).includes('ok')) told.add(event)
      waiting = waiting.filter((event) => !told.has(event))
    },
    waiting: () => waiting.length,
    heard: () =>
      [...world.sent.values(), ...world.comments.values()].map(({ params }) => params['message'] ?? ''),
    close: () => fake.close(),
  }
}

async function openMaxStorm(post: Post, plan: StormPlan): Promise<StormNetwork> {
  const fake = await openFakeMax()
  const { world } = fake
  const bot = { is_admin: true, permissions: ['read_all_messages', 'write'] }
  world.addChat({ chat_id: -200, type: 'channel', title: 'Полдень', link: 'polden', bot })
  world.addMessage('mid.post', -200, 'Новая обжарка')
  const happen = (number: number): void => {
    const user_id = whoOf(number, plan)
    const sender = { user_id, first_name: `Человек ${user_id}`, is_bot: false, name: `Человек ${user_id}` }
    const timestamp = plan.now?.() ?? secondsOf(number, plan) * 1000
    if (whatOf(number) === 'act')
      return fake.happen({
        update_type: 'user_added',
        timestamp,
        chat_id: -200,
        user: sender,
        inviter_id: null,
        is_channel: true,
      })
    const body = { seq: number, mid: `mid.${number}`, text: wordsOf(number), attachments: null }
    if (whatOf(number) === 'comment') {
      world.addMessage(body.mid, -200, body.text, 'mid.post')
      const recipient = { chat_id: -200, chat_type: 'channel', user_id: null, post_id: 'mid.post' }
      const message = { sender, recipient, timestamp, body }
      return fake.happen({ update_type: 'comment_created', timestamp, message })
    }
    world.addChat({ chat_id: user_id, type: 'dialog', title: sender.name, bot })
    const recipient = { chat_id: user_id, chat_type: 'dialog', user_id: 1 }
    fake.happen({
      update_type: 'message_created',
      timestamp,
      message: { sender, recipient, timestamp, body },
      user_locale: 'ru',
    })
  }
  return {
    kind: 'max',
    values: { token: world.token, apiUrl: fake.url },
    isSubscribed: () => world.subscriptions.length > 0,
    happen,
    push: async (mood) => void (await fake.push(post, mood)),
    waiting: () => fake.waiting,
    heard: () =>
      [...world.messages.values()].flatMap(({ mid, body }) =>
        mid.startsWith('mid.sent') ? String(body['text']) : [],
      ),
    close: () => fake.close(),
  }
}

/** Comments and likes are fetched from it, in the breaths between two deaths. */
async function openOkStorm(post: Post, plan: StormPlan): Promise<StormNetwork> {
  const fake = new FakeOk()
  await fake.open()
  const topic = {
    object_id: '65123456789012',
    object_type: 'GROUP_TOPIC',
    title: 'Новая обжарка',
    creation_date: moscowTime(new Date()),
    new_comments_count: 1,
    ref_objects: [{ id: okGroup, type: 'GROUP' }],
    comments: [] as FakeComments,
    likers: [] as string[],
  }
  fake.rest.discussions.push(topic)
  const happen = (number: number): void => {
    const person = String(whoOf(number, plan))
    if (whatOf(number) === 'act') return void topic.likers.push(person)
    const text = wordsOf(number)
    if (whatOf(number) === 'comment')
      return void topic.comments.push({
        id: `c${number}`,
        author_id: person,
        author_name: `Человек ${person}`,
        text,
        date_ms: timeOf(plan),
      })
    const at = timeOf(plan)
    const mid = `mid:${number}`
    const chat_id = `chat:C${person}`
    const sender = { user_id: `user:${person}`, name: `Человек ${person}` }
    const event = { sender, recipient: { chat_id }, message: { text, mid }, timestamp: at }
    fake.happen(chat_id, { at, mid, text: JSON.stringify(event) })
  }
  return {
    kind: 'ok',
    values: { ...okKeys, apiUrl: fake.url },
    isSubscribed: () => fake.subscriptions.size > 0,
    happen,
    push: (mood) => fake.push(post, mood),
    waiting: () => fake.waitingCount,
    heard: () => [
      ...[...fake.chats.values()].flat().flatMap(({ mid, text }) => (isOurs(mid) ? textOf(text) : [])),
      ...topic.comments.flatMap(({ id, text }) => (isOurs(id) ? text : [])),
    ],
    close: () => fake.close(),
  }
}

type FakeComments = FakeOk['rest']['discussions'][number]['comments']

const isOurs = (id: string): boolean => /^(?:mid:)?own/.test(id)

function textOf(message: string): string {
  return (JSON.parse(message) as { message: { text: string } }).message.text
}

function secondsOf(number: number, { now }: StormPlan): number {
  return now ? Math.floor(now() / 1000) : Math.floor(Date.now() / 1000) - 7200 + number
}

function timeOf({ now }: StormPlan): number {
  return now?.() ?? Date.now()
}

function moscowTime(at: Date): string {
  return new Date(at.getTime() + 3 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
}
