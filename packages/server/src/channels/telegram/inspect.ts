/** What this bot may do, asked of Telegram: nothing is assumed. A bot cannot list its groups, so a person names them. */
import {
  ChannelError,
  type Capability,
  type ChannelIo,
  type Inspection,
  type TestResult,
  type Words,
} from '../channel.ts'
import { ask, openTelegram, type Telegram } from './api.ts'
import { noticesOf, type Place } from './notices.ts'
import type { TelegramSettings } from './settings.ts'

type Me = Awaited<ReturnType<Telegram['getMe']>>

export async function inspectTelegram(config: TelegramSettings, io: ChannelIo): Promise<Inspection> {
  const telegram = openTelegram(config, io)
  const me = await ask('repeatable', () => telegram.getMe())
  const webhook = await ask('repeatable', () => telegram.getWebhookInfo())
  const places: Place[] = []
  for (const chat of config.chats) places.push(...(await lookAt(telegram, chat, me.id)))
  const missing = findMissing(me, places)
  const gone = new Set(missing.map(({ capability }) => capability))
  return {
    account: {
      id: String(me.id),
      name: me.first_name,
      url: `https://t.me/${me.username}`,
      photoUrl: null,
    },
    works: all.filter((capability) => !gone.has(capability)),
    missing,
    expires: [],
    notices: noticesOf(webhook.url ?? '', places),
    publishTo: places.filter(mayPost).map(({ id, name }) => ({ id, name })),
  }
}

export async function testTelegram(config: TelegramSettings, io: ChannelIo): Promise<TestResult> {
  try {
    const me = await ask('repeatable', () => openTelegram(config, io).getMe())
    return {
      ok: true,
      detail: { ru: `Бот @${me.username} отвечает`, en: `The bot @${me.username} answers` },
    }
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error
    const field = error.kind === 'auth' ? 'token' : error.kind === 'unreachable' ? 'apiUrl' : null
    return { ok: false, field, message: error.words }
  }
}

const all: readonly Capability[] = [
  'receive_messages',
  'receive_comments',
  'receive_reactions',
  'receive_members',
  'receive_join_requests',
  'answer_message',
  'answer_comment',
  'send_files',
  'edit_message',
  'remove_message',
  'edit_comment',
  'remove_comment',
  'like',
  'typing',
  'mark_read',
  'approve_join',
  'publish',
]

/** The chat, and the discussion linked to it. */
async function lookAt(telegram: Telegram, chatId: string, botId: number): Promise<Place[]> {
  const chat = await findChat(telegram, chatId)
  if (!chat) return [{ id: chatId, name: chatId, type: 'unknown', rights: null, member: false }]
  const name = ('title' in chat && chat.title) || chatId
  const place = { id: String(chat.id), name, type: chat.type, ...(await standing(telegram, chat.id, botId)) }
  const linked = chat.type === 'channel' ? chat.linked_chat_id : undefined
  if (linked === undefined) return [place]
  const group = await standing(telegram, linked, botId)
  return [place, { id: String(linked), name: `${name} (обсуждение)`, type: 'supergroup', ...group }]
}

async function findChat(telegram: Telegram, chatId: string) {
  try {
    return await ask('repeatable', () => telegram.getChat({ chat_id: chatId }))
  } catch (error) {
    if (isAbsent(error)) return null
    throw error
  }
}

async function standing(
  telegram: Telegram,
  chatId: number,
  botId: number,
): Promise<Pick<Place, 'rights' | 'member'>> {
  try {
    const me = await ask('repeatable', () => telegram.getChatMember({ chat_id: chatId, user_id: botId }))
    if (me.status === 'administrator') return { rights: { ...me }, member: true }
    return { rights: null, member: me.status === 'member' || me.status === 'restricted' }
  } catch (error) {
    if (isAbsent(error)) return { rights: null, member: false }
    throw error
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof ChannelError && ['not_found', 'forbidden', 'rejected_content'].includes(error.kind)
}

/** Only channels: what is written into a group is talk, not a post. */
function mayPost({ type, rights }: Place): boolean {
  return type === 'channel' && rights?.['can_post_messages'] === true
}

const makeAdministrator: Words = {
  ru: 'Добавьте бота администратором канала и его группы обсуждения и впишите адрес канала в поле «Каналы и группы»',
  en: 'Add the bot as an administrator of the channel and its discussion group, and put the channel’s address into “Channels and groups”',
}

function findMissing(me: Me, places: readonly Place[]): Inspection['missing'] {
  const missing: Inspection['missing'] = []
  const lack = (capabilities: Capability[], reason: Words, howToFix: Words): void => {
    for (const capability of capabilities) missing.push({ capability, reason, howToFix })
  }
  const groups = places.filter(({ type }) => type === 'supergroup' || type === 'group')
  const administered = places.filter(({ rights }) => rights !== null)
  const reads = me.can_read_all_group_messages || groups.some(({ rights }) => rights !== null)
  if (!reads)
    lack(
      ['receive_comments', 'answer_comment'],
      {
        ru: 'Бот не видит обычных сообщений в группах: у него включён режим приватности, и в группе он не администратор',
        en: 'The bot does not see ordinary messages in groups: its privacy mode is on and it is no administrator there',
      },
      {
        ru: 'У @BotFather: /setprivacy → бот → Disable, затем удалите бота из группы и добавьте снова; или сделайте его администратором группы обсуждения и впишите её адрес в поле «Каналы и группы»',
        en: 'In @BotFather: /setprivacy → the bot → Disable, then remove the bot from the group and add it again; or make it an administrator of the discussion group and put its address into “Channels and groups”',
      },
    )
  if (administered.length === 0)
    lack(
      ['receive_reactions', 'receive_members', 'receive_join_requests', 'remove_comment', 'approve_join'],
      {
        ru: 'Это Телеграм доверяет только администраторам, а бот пока не администратор ни в одном из названных каналов и групп',
        en: 'Telegram trusts this to administrators only, and the bot is none in the channels and groups you named',
      },
      makeAdministrator,
    )
  else lackRights(administered, lack)
  if (!places.some(mayPost))
    lack(
      ['publish'],
      {
        ru: 'Бот не администратор канала с правом «Публикация сообщений»',
        en: 'The bot is no administrator of a channel with the right “Post messages”',
      },
      {
        ru: 'Канал → Администраторы → бот → включите «Публикация сообщений» и впишите адрес канала в поле «Каналы и группы»',
        en: 'The channel → Administrators → the bot → turn on “Post messages”, and put the channel’s address into “Channels and groups”',
      },
    )
  if (!me.can_connect_to_business)
    lack(
      ['mark_read'],
      {
        ru: 'Отмечать прочитанным можно только в диалогах Telegram для бизнеса',
        en: 'Only dialogs of Telegram Business can be marked as read',
      },
      {
        ru: 'У @BotFather: /mybots → бот → Bot Settings → Business Mode → Turn on; затем подключите бота в Настройки → Telegram для бизнеса → Чат-боты',
        en: 'In @BotFather: /mybots → the bot → Bot Settings → Business Mode → Turn on; then connect the bot in Settings → Telegram Business → Chatbots',
      },
    )
  return missing
}

type Lack = (capabilities: Capability[], reason: Words, howToFix: Words) => void

function lackRights(places: readonly Place[], lack: Lack): void {
  const may = (right: string): boolean => places.some(({ rights }) => rights?.[right] === true)
  if (!may('can_invite_users'))
    lack(
      ['receive_join_requests', 'approve_join'],
      {
        ru: 'Боту не дано право «Пригласительные ссылки»',
        en: 'The bot lacks the right “Invite users via link”',
      },
      {
        ru: 'Включите это право у бота в списке администраторов канала',
        en: 'Turn it on for the bot in the channel’s list of administrators',
      },
    )
  if (!may('can_delete_messages'))
    lack(
      ['remove_comment'],
      { ru: 'Боту не дано право удалять сообщения', en: 'The bot lacks the right to delete messages' },
      {
        ru: 'Включите это право у бота в списке администраторов группы обсуждения',
        en: 'Turn it on for the bot in the discussion group’s list of administrators',
      },
    )
}
