/** Answers to dialogs, by the key of the group, and under comments, in the name of the group. */
import { z } from 'zod'
import {
  ChannelError,
  type ChannelIo,
  type OutboundAnswer,
  type ReplyTarget,
  type SendOutcome,
} from '../channel.ts'
import { callGraph, callRest, type Answer } from './api.ts'
import { linkTo, placeOf } from './place.ts'
import { hasRestKeys, type OkSettings } from './settings.ts'

export const textLimit = 4000

export async function sendOk(
  answer: OutboundAnswer,
  config: OkSettings,
  io: ChannelIo,
): Promise<SendOutcome> {
  refuseUnsendable(answer)
  const { target } = answer
  if (target.kind === 'dialog') return sendMessage(answer, target.chatId, { config, io })
  if (target.kind === 'comment') return sendComment(answer, target, { config, io })
  throw new ChannelError('bug', {
    ru: 'Этот адрес ответа не из Одноклассников',
    en: 'This reply address is not of OK',
  })
}

interface Desk {
  config: OkSettings
  io: ChannelIo
}

const Sent = z.looseObject({
  message_id: z.string().optional(),
  success: z.union([z.boolean(), z.array(z.boolean())]).optional(),
})

async function sendMessage({ id, text, replyToId }: OutboundAnswer, chatId: string, desk: Desk) {
  const told = await callGraph({ ...desk, call: 'once' }, `me/messages/${encodeURIComponent(chatId)}`, {
    body: {
      recipient: { chat_id: chatId },
      message: { text, ...(replyToId && { reply_to: replyToId }) },
    },
  })
  const sent = Sent.safeParse(told.value)
  // OK answers 200 and says per person whether it took the message.
  if (sent.success && [sent.data.success].flat().includes(false))
    throw new ChannelError('unreachable_user', {
      ru: 'Человек не принимает сообщений от группы',
      en: 'The person takes no messages from the group',
    })
  return { externalId: (sent.success && sent.data.message_id) || id, url: null }
}

async function sendComment(
  { id, text }: OutboundAnswer,
  target: Extract<ReplyTarget, { kind: 'comment' }>,
  desk: Desk,
): Promise<SendOutcome> {
  if (!hasRestKeys(desk.config))
    throw new ChannelError('forbidden', {
      ru: 'Чтобы отвечать под комментариями, впишите в настройки канала ключи приложения и ключ доступа',
      en: 'To answer under comments, put the keys of the application and the access token into the settings of the channel',
    })
  const place = placeOf(target.objectId)
  const told = await callRest({ ...desk, call: 'once' }, 'discussions.addDiscussionComment', {
    entityId: place.id,
    entityType: place.type,
    comment: text,
    as_admin: 'true',
    ...(target.parentId !== null && { reply_to_comment_id: target.parentId }),
  })
  return { externalId: `${place.type}:${place.id}:${commentIdOf(told) ?? id}`, url: linkTo(place) }
}

/** The form of the answer is documented nowhere: a name, a number or an object with one. */
function commentIdOf({ value }: Answer): string | null {
  if (typeof value === 'string' && value !== '') return value
  if (typeof value === 'number') return String(value)
  const named = z
    .looseObject({ id: z.string().optional(), comment_id: z.string().optional() })
    .safeParse(value)
  return named.success ? (named.data.comment_id ?? named.data.id ?? null) : null
}

function refuseUnsendable({ text, attachments }: OutboundAnswer): void {
  if (attachments.length > 0)
    throw new ChannelError('rejected_content', {
      ru: 'Файлы из Отклика в Одноклассники пока не отправляются: вставьте ссылку или отправьте на ok.ru',
      en: 'Files do not go from Otklik to OK yet: put a link or send them at ok.ru',
    })
  if (text === '')
    throw new ChannelError('rejected_content', { ru: 'Сообщение пустое', en: 'The message is empty' })
  if (text.length > textLimit)
    throw new ChannelError('rejected_content', {
      ru: `Слишком длинно: помещается ${textLimit} знаков, у вас ${text.length}`,
      en: `Too long: ${textLimit} characters fit, yours has ${text.length}`,
    })
}
