/** Answers to dialogs, by the key of the group, and under comments, in the name of the group. */
import { z } from 'zod'
import {
  ChannelError,
  type ChannelIo,
  type OutboundAnswer,
  type ReplyTarget,
  type SendOutcome,
} from '../channel.ts'
import { callGraph, callRest, readAnswer, type Answer } from './api.ts'
import { linkTo, placeOf } from './place.ts'
import { hasRestKeys, type OkSettings } from './settings.ts'
import { History } from './update.ts'
import { limits, uploadAll } from './upload.ts'

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

/** Files are brought before a word goes out: a failed upload leaves nothing half said. */
async function sendMessage(answer: OutboundAnswer, chatId: string, desk: Desk): Promise<SendOutcome> {
  const { id, text, replyToId } = answer
  const attachments = await uploadAll(desk, answer.attachments)
  const began = desk.io.now().getTime()
  const told = await callGraph({ ...desk, call: 'once' }, `me/messages/${encodeURIComponent(chatId)}`, {
    body: {
      recipient: { chat_id: chatId },
      message: {
        ...(text !== '' && { text }),
        ...(attachments.length > 0 && { attachments }),
        ...(replyToId && { reply_to: replyToId }),
      },
    },
  })
  const sent = Sent.safeParse(told.value)
  // OK answers 200 and says per person whether it took the message.
  if (sent.success && [sent.data.success].flat().includes(false))
    throw new ChannelError('unreachable_user', {
      ru: 'Человек не принимает сообщений от группы',
      en: 'The person takes no messages from the group',
    })
  const mid = sent.success ? sent.data.message_id : undefined
  return { externalId: mid ?? (await findSent(desk, chatId, { text, began })) ?? id, url: null }
}

const clocksDifferMs = 60_000

/** Older answers of OK name no message; without its name it would be met again as a colleague's. */
async function findSent(
  desk: Desk,
  chatId: string,
  { text, began }: { text: string; began: number },
): Promise<string | null> {
  const query = {
    chat_id: chatId,
    from: String(desk.io.now().getTime() + clocksDifferMs),
    to: String(began - clocksDifferMs),
    count: '20',
  }
  try {
    const { messages } = readAnswer(History, await callGraph(desk, 'me/messages', { query }), 'me/messages')
    const ours = messages.find(
      ({ message, sender }) => sender?.user_id?.startsWith('group:') && (message?.text ?? '') === text,
    )
    return ours?.message?.mid ?? null
  } catch (error) {
    // It was sent; not knowing its name is no reason to say otherwise.
    desk.io.log.warn({ err: error }, 'the name of a sent message was not told')
    return null
  }
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

function refuseUnsendable({ text, attachments, target }: OutboundAnswer): void {
  if (target.kind === 'comment' && attachments.length > 0)
    throw refused(
      'Под комментариями Одноклассников файлы отсюда не ставятся: вставьте ссылку или ответьте на ok.ru',
      'Files cannot be put under comments of OK from here: put a link or answer at ok.ru',
    )
  if (attachments.length > limits.files)
    throw refused(
      `К сообщению можно приложить до ${limits.files} файлов`,
      `A message takes up to ${limits.files} files`,
    )
  const large = attachments.find(({ content }) => content.byteLength > limits.fileSize)
  if (large) throw refused(`«${large.name}» больше 100 МБ`, `“${large.name}” is larger than 100 MB`)
  if (text === '' && attachments.length === 0) throw refused('Сообщение пустое', 'The message is empty')
  if (text.length > limits.text)
    throw refused(
      `Слишком длинно: помещается ${limits.text} знаков, у вас ${text.length}`,
      `Too long: ${limits.text} characters fit, yours has ${text.length}`,
    )
}

function refused(ru: string, en: string): ChannelError {
  return new ChannelError('rejected_content', { ru, en })
}
