/** What a person must know before the bot is connected (R217). */
import type { Words } from '../channel.ts'

/** A chat a person named, and what the bot is there. */
export interface Place {
  id: string
  name: string
  type: string
  /** Null: not an administrator. */
  rights: Record<string, unknown> | null
  member: boolean
}

export function noticesOf(webhookUrl: string, places: readonly Place[]): Words[] {
  return [
    ...foreignProgram(webhookUrl),
    ...places.flatMap(unreached),
    ...places.flatMap(unneeded),
    ...(places.length === 0 ? [administratorInGeneral] : []),
  ]
}

const administratorInGeneral: Words = {
  ru: 'Если этот бот уже управляет группами и каналами, снимите с него лишние права администратора или заведите для Отклика отдельного бота. Нужны только: пригласительные ссылки, удаление сообщений и публикация в канале.',
  en: 'If this bot already runs groups and channels, take its spare administrator’s rights away or make a separate bot for Otklik. Only these are needed: invite links, deleting messages and posting to the channel.',
}

/** An address of this program or of another of the same kind is no surprise. */
function foreignProgram(url: string): Words[] {
  if (url === '') return []
  const target = URL.canParse(url) ? new URL(url) : null
  if (target && /^\/hooks\/[\w-]{20,}$/.test(target.pathname)) return []
  const host = target?.host ?? url
  return [
    {
      ru: `Бот уже подключён к другой программе (${host}). После подключения его сообщения перестанут приходить туда: если она нужна, заведите отдельного бота.`,
      en: `The bot is already connected to another program (${host}). Once connected here, its messages stop coming there: if you need it, make a separate bot.`,
    },
  ]
}

function unreached({ name, member }: Place): Words[] {
  if (member) return []
  return [{ ru: `Бота нет в «${name}»: добавьте его туда`, en: `The bot is not in “${name}”: add it there` }]
}

/** Rights with which a stolen token could do harm, and which we never use. */
const spare: Record<string, Words> = {
  can_promote_members: { ru: 'назначать администраторов', en: 'add administrators' },
  can_restrict_members: { ru: 'блокировать участников', en: 'ban members' },
  can_change_info: { ru: 'менять профиль', en: 'change the profile' },
  can_edit_messages: { ru: 'править чужие публикации', en: 'edit others’ posts' },
  can_manage_video_chats: { ru: 'управлять трансляциями', en: 'manage live streams' },
}

function unneeded({ name, rights }: Place): Words[] {
  const held = Object.entries(spare).filter(([right]) => rights?.[right] === true)
  if (held.length === 0) return []
  const list = (language: keyof Words): string => held.map(([, words]) => words[language]).join(', ')
  return [
    {
      ru: `Бот — администратор «${name}» с правами, которые Отклику не нужны: ${list('ru')}. Снимите их или заведите отдельного бота.`,
      en: `The bot is an administrator of “${name}” with rights that Otklik does not need: ${list('en')}. Take them away or make a separate bot.`,
    },
  ]
}
