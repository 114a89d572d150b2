/** What this bot may do, asked of MAX: nothing is assumed. A bot cannot list its chats, so a person names them. */
import { z } from 'zod'
import {
  ChannelError,
  type Capability,
  type ChannelIo,
  type Inspection,
  type TestResult,
  type Words,
} from '../channel.ts'
import { ask } from './api.ts'
import { authorOf } from './place.ts'
import type { MaxSettings } from './settings.ts'
import { User } from './update.ts'

const Chat = z.object({
  chat_id: z.union([z.number(), z.string()]).transform(String),
  type: z.string(),
  title: z.string().nullish(),
})
const Me = z.object({
  is_admin: z.boolean().default(false),
  is_owner: z.boolean().default(false),
  permissions: z.array(z.string()).nullish(),
})

interface Place {
  id: string
  name: string
  kind: 'channel' | 'group' | 'unknown'
  /** Null: the bot is not in it. */
  readsAll: boolean | null
  mayPost: boolean
}

export async function inspectMax(settings: MaxSettings, io: ChannelIo): Promise<Inspection> {
  const me = authorOf(await ask(settings, io, { path: '/me' }, User))
  const places: Place[] = []
  for (const chat of settings.chats) places.push(await lookAt(settings, io, chat))
  const missing = findMissing(places)
  const gone = new Set(missing.map(({ capability }) => capability))
  return {
    account: {
      id: me.externalId ?? '',
      name: me.name ?? 'MAX',
      url: me.profileUrl,
      photoUrl: me.photoUrl,
    },
    works: all.filter((capability) => !gone.has(capability)),
    missing,
    expires: [],
    notices: [apiLimits, ...places.flatMap(noticesOf)],
    publishTo: places.filter(({ mayPost }) => mayPost).map(({ id, name }) => ({ id, name })),
  }
}

export async function testMax(settings: MaxSettings, io: ChannelIo): Promise<TestResult> {
  try {
    const me = authorOf(await ask(settings, io, { path: '/me' }, User))
    return {
      ok: true,
      detail: { ru: `Бот «${me.name}» отвечает`, en: `The bot “${me.name}” answers` },
    }
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error
    const field = error.kind === 'auth' ? 'token' : null
    return { ok: false, field, message: error.words }
  }
}

const all: readonly Capability[] = [
  'receive_messages',
  'receive_comments',
  'receive_members',
  'answer_message',
  'answer_comment',
  'send_files',
  'edit_message',
  'remove_message',
  'edit_comment',
  'remove_comment',
  'typing',
  'publish',
]

const apiLimits: Words = {
  ru: 'О лайках, реакциях и репостах MAX ботам не сообщает, отмечать прочитанным не даёт.',
  en: 'MAX tells bots nothing of likes, reactions and reposts, and does not let them mark messages as read.',
}

async function lookAt(settings: MaxSettings, io: ChannelIo, name: string): Promise<Place> {
  try {
    const chat = await ask(settings, io, { path: `/chats/${encodeURIComponent(name)}` }, Chat)
    const place = {
      id: chat.chat_id,
      name: chat.title ?? name,
      kind: chat.type === 'channel' ? ('channel' as const) : ('group' as const),
    }
    const me = await membership(settings, io, chat.chat_id)
    if (me === null) return { ...place, readsAll: null, mayPost: false }
    const administers = me.is_admin || me.is_owner
    return {
      ...place,
      mayPost:
        place.kind === 'channel' &&
        (me.is_owner || (me.is_admin && me.permissions?.includes('write') === true)),
      readsAll: administers && (me.is_owner || me.permissions?.includes('read_all_messages') === true),
    }
  } catch (error) {
    if (!isAbsent(error)) throw error
    return { id: name, name, kind: 'unknown', readsAll: null, mayPost: false }
  }
}

async function membership(settings: MaxSettings, io: ChannelIo, chatId: string) {
  try {
    return await ask(settings, io, { path: `/chats/${encodeURIComponent(chatId)}/members/me` }, Me)
  } catch (error) {
    if (isAbsent(error)) return null
    throw error
  }
}

function isAbsent(error: unknown): boolean {
  return (
    error instanceof ChannelError &&
    ['not_found', 'forbidden', 'unreachable_user', 'rejected_content'].includes(error.kind)
  )
}

const makeAdministrator: Words = {
  ru: 'В MAX: канал → Администраторы → добавьте бота и включите право «Читать все сообщения» (read_all_messages). Затем впишите ссылку на канал в поле «Каналы и группы».',
  en: 'In MAX: the channel → Administrators → add the bot and turn on “Read all messages” (read_all_messages). Then put the link of the channel into “Channels and groups”.',
}

function findMissing(places: readonly Place[]): Inspection['missing'] {
  const missing: Inspection['missing'] = []
  const lack = (capabilities: Capability[], reason: Words, howToFix = makeAdministrator): void => {
    for (const capability of capabilities) missing.push({ capability, reason, howToFix })
  }
  if (!places.some(({ kind, readsAll }) => kind === 'channel' && readsAll))
    lack(['receive_comments', 'answer_comment', 'edit_comment', 'remove_comment'], {
      ru: 'Комментарии MAX показывает только администраторам с правом «Читать все сообщения», а бот пока не такой ни в одном из названных каналов',
      en: 'MAX shows comments only to administrators with the right “Read all messages”, and the bot is none in the channels you named',
    })
  if (!places.some(({ readsAll }) => readsAll !== null))
    lack(['receive_members'], {
      ru: 'О вступивших и вышедших MAX сообщает, если бот состоит в канале или группе; в названных его нет',
      en: 'MAX tells who joined and left where the bot is a member; it is in none of the places you named',
    })
  if (!places.some(({ mayPost }) => mayPost))
    lack(
      ['publish'],
      {
        ru: 'Бот не администратор канала с правом писать посты',
        en: 'The bot is no administrator of a channel with the right to write posts',
      },
      {
        ru: 'В MAX: канал → Администраторы → добавьте бота и включите право писать посты (write). Затем впишите ссылку на канал в поле «Каналы и группы».',
        en: 'In MAX: the channel → Administrators → add the bot and turn on the right to write posts (write). Then put the link of the channel into “Channels and groups”.',
      },
    )
  return missing
}

function noticesOf({ name, kind, readsAll }: Place): Words[] {
  if (kind === 'unknown')
    return [
      {
        ru: `«${name}» не найден, либо бота там нет: проверьте ссылку и добавьте бота`,
        en: `“${name}” was not found, or the bot is not there: check the link and add the bot`,
      },
    ]
  if (readsAll === null)
    return [{ ru: `Бота нет в «${name}»: добавьте его`, en: `The bot is not in “${name}”: add it` }]
  if (readsAll) return []
  return [
    {
      ru: `В «${name}» бот видит не всё: дайте ему права администратора с «Читать все сообщения»`,
      en: `In “${name}” the bot does not see everything: make it an administrator with “Read all messages”`,
    },
  ]
}
