/** Answers to dialogs, comments and requests to join; a long text and its files are several messages of Telegram. */
import { InputFile } from 'grammy'
import {
  ChannelError,
  type ChannelIo,
  type OutboundAnswer,
  type ReplyTarget,
  type SendOutcome,
} from '../channel.ts'
import { askChat, openTelegram, type Telegram } from './api.ts'
import { messageIdOf, peerOf, placeOf, type Peer } from './peer.ts'
import { linkToMessage } from './place.ts'
import { planParts, type File, type Part } from './parts.ts'
import type { TelegramSettings } from './settings.ts'

interface Sent {
  message_id: number
  chat: { id: number; type: string; username?: string | undefined }
}

export async function sendTelegram(
  answer: OutboundAnswer,
  config: TelegramSettings,
  io: ChannelIo,
): Promise<SendOutcome> {
  refuseLate(answer.target, io.now())
  const telegram = openTelegram(config, io)
  const parts = planParts(answer.text, answer.attachments)
  const way = { telegram, peer: peerOf(answer.target), target: answer.target }
  const sent: Sent[] = []
  for (const part of parts) {
    try {
      sent.push(...(await patiently(io, () => sendPart(way, part, sent.length === 0 ? answer : null))))
    } catch (error) {
      throw sent.length === 0 ? error : halfSent(error, sent.length)
    }
  }
  const [first, ...others] = sent
  if (!first) throw new Error('nothing was sent')
  const name = (message: Sent): string => nameOf(answer.target, message)
  return {
    externalId: name(first),
    url: linkOf(answer.target, first),
    ...(others.length > 0 && { parts: others.map(name) }),
  }
}

interface Way {
  telegram: Telegram
  peer: Peer
  target: ReplyTarget
}

/** Only the first part quotes what it answers. */
async function sendPart(way: Way, part: Part, answer: OutboundAnswer | null): Promise<Sent[]> {
  const { telegram, peer } = way
  const common = { ...addressOf(peer), ...(answer && quoteOf(answer)) }
  return askChat('once', peer.chatId, async (chat_id) => {
    switch (part.kind) {
      case 'text':
        return [await telegram.sendMessage({ chat_id, text: part.text, ...common })]
      case 'photo':
        return [
          await telegram.sendPhoto({ chat_id, photo: toInput(part.file), ...captionOf(part), ...common }),
        ]
      case 'document':
        return [
          await telegram.sendDocument({
            chat_id,
            document: toInput(part.file),
            ...captionOf(part),
            ...common,
          }),
        ]
      case 'album':
        return sendAlbum(telegram, { chat_id, ...common }, part)
    }
  })
}

async function sendAlbum(
  telegram: Telegram,
  common: { chat_id: string },
  part: Extract<Part, { kind: 'album' }>,
): Promise<Sent[]> {
  const items = part.files.map((file, index) => ({
    media: toInput(file),
    ...(index === 0 && captionOf(part)),
  }))
  // One list of either kind: the Bot API refuses a mixture.
  const media =
    part.of === 'photo'
      ? items.map((item) => ({ type: 'photo' as const, ...item }))
      : items.map((item) => ({ type: 'document' as const, ...item }))
  return telegram.sendMediaGroup({ ...common, media })
}

function addressOf({ businessConnectionId, threadId, directTopicId }: Peer) {
  return {
    ...(businessConnectionId !== undefined && { business_connection_id: businessConnectionId }),
    ...(threadId !== undefined && { message_thread_id: threadId }),
    ...(directTopicId !== undefined && { direct_messages_topic_id: directTopicId }),
  }
}

/** A comment must stand under its comment. A message of a dialog may do without the quoted one, if it was deleted meanwhile. */
function quoteOf({ target, replyToId }: OutboundAnswer) {
  if (target.kind === 'comment') {
    const message_id =
      target.parentId === null ? placeOf(target.objectId).messageId : messageIdOf(target.parentId)
    return { reply_parameters: { message_id } }
  }
  if (!replyToId || target.kind !== 'dialog') return {}
  return { reply_parameters: { message_id: messageIdOf(replyToId), allow_sending_without_reply: true } }
}

function captionOf({ caption }: { caption: string | null }) {
  return caption === null ? {} : { caption }
}

function toInput({ content, name }: File): InputFile {
  // The library writes the name into a header as it is.
  return new InputFile(content, name.replaceAll(/[\p{Cc}";\\/]/gu, '_').slice(-120))
}

function refuseLate(target: ReplyTarget, now: Date): void {
  if (target.kind !== 'join_request' || target.expiresAt === null) return
  if (now.getTime() < Date.parse(target.expiresAt)) return
  throw new ChannelError('window_closed', {
    ru: 'Написать подавшему заявку можно в первые пять минут. Одобрите заявку: если человек напишет боту, откроется диалог.',
    en: 'A person who asked to join can be written to in the first five minutes. Approve the request: once they write to the bot, a dialog opens.',
  })
}

/** Waits that Telegram asks for and that are shorter than losing the order of the parts. */
const longestWait = 20

async function patiently<T>(io: ChannelIo, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const seconds = error instanceof ChannelError && error.kind === 'retry' ? error.retryAfterSeconds : null
    if (seconds === null || seconds > longestWait) throw error
    await pause(seconds * 1000, io.signal)
    return work()
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

/** Sent again as a whole, the first parts would reach the person twice. */
function halfSent(error: unknown, count: number): ChannelError {
  const reason = error instanceof ChannelError ? error.words : { ru: String(error), en: String(error) }
  return new ChannelError('unknown_outcome', {
    ru: `Ушло сообщений: ${count}, остальное нет. ${reason.ru}`,
    en: `Messages that went out: ${count}, the rest did not. ${reason.en}`,
  })
}

function nameOf(target: ReplyTarget, { chat, message_id: id }: Sent): string {
  return target.kind === 'comment' ? `${chat.id}/${id}` : String(id)
}

function linkOf(target: ReplyTarget, { chat, message_id: id }: Sent): string | null {
  if (target.kind !== 'comment') return null
  const { messageId: thread } = placeOf(target.objectId)
  return linkToMessage({ ...chat, id: String(chat.id) }, String(id), String(thread))
}
