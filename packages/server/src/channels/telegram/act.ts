/** What a person does with one press. Everything here may be done twice without harm. */
import { ChannelError, type ChannelAct, type ChannelIo, type Words } from '../channel.ts'
import { ask, askChat, openTelegram, type Telegram } from './api.ts'
import { isDone } from './errors.ts'
import { messageIdOf, peerOf, type Peer } from './peer.ts'
import type { TelegramSettings } from './settings.ts'

export async function actTelegram(act: ChannelAct, config: TelegramSettings, io: ChannelIo): Promise<void> {
  const telegram = openTelegram(config, io)
  const peer = peerOf(act.target)
  switch (act.kind) {
    case 'edit':
      return edit(telegram, peer, messageIdOf(act.externalId), act.text)
    case 'remove':
      return remove(telegram, peer, messageIdOf(act.externalId))
    case 'like':
    case 'unlike':
      return react(telegram, peer, messageIdOf(act.externalId), act.kind === 'like')
    case 'approve':
    case 'decline':
      return decide(telegram, act)
    case 'typing':
      return type(telegram, peer)
    case 'mark_read':
      return markRead(telegram, peer, messageIdOf(act.externalId))
    case 'hide':
    case 'unhide':
      throw forbidden({
        ru: 'Телеграм не умеет скрывать: комментарий можно только удалить',
        en: 'Telegram cannot hide: a comment can only be removed',
      })
  }
}

async function edit(telegram: Telegram, peer: Peer, message_id: number, text: string): Promise<void> {
  await askChat('repeatable', peer.chatId, async (chat_id) => {
    const message = { chat_id, message_id, ...onBehalf(peer) }
    await unless(/message is not modified/i, async () => {
      try {
        await telegram.editMessageText({ ...message, text })
      } catch (error) {
        // A photo or a file has a caption in the text's place; nothing tells beforehand which it is.
        if (!isDone(error, /no text in the message/i)) throw error
        await telegram.editMessageCaption({ ...message, caption: text })
      }
    })
  })
}

async function remove(telegram: Telegram, peer: Peer, messageId: number): Promise<void> {
  const { businessConnectionId: business } = peer
  await askChat('repeatable', peer.chatId, (chat_id) =>
    unless(/message to delete not found/i, () =>
      business === undefined
        ? telegram.deleteMessage({ chat_id, message_id: messageId })
        : telegram.deleteBusinessMessages({ business_connection_id: business, message_ids: [messageId] }),
    ),
  )
}

async function react(telegram: Telegram, peer: Peer, message_id: number, likes: boolean): Promise<void> {
  if (peer.businessConnectionId !== undefined)
    throw forbidden({
      ru: 'В диалогах Telegram для бизнеса бот не ставит реакций',
      en: 'A bot gives no reactions in dialogs of Telegram Business',
    })
  await askChat('repeatable', peer.chatId, (chat_id) =>
    telegram.setMessageReaction({
      chat_id,
      message_id,
      reaction: likes ? [{ type: 'emoji', emoji: '👍' }] : [],
    }),
  )
}

async function decide(
  telegram: Telegram,
  { kind, target }: Extract<ChannelAct, { kind: 'approve' | 'decline' }>,
): Promise<void> {
  if (target.kind !== 'join_request')
    throw new ChannelError('bug', { ru: 'Это не заявка', en: 'This is no request to join' })
  const user_id = Number(target.userId)
  await askChat('repeatable', target.chatId, (chat_id) =>
    unless(/USER_ALREADY_PARTICIPANT/i, () =>
      kind === 'approve'
        ? telegram.approveChatJoinRequest({ chat_id, user_id })
        : telegram.declineChatJoinRequest({ chat_id, user_id }),
    ),
  )
}

/** Shown to the person for five seconds. */
async function type(telegram: Telegram, peer: Peer): Promise<void> {
  const { threadId } = peer
  await askChat('repeatable', peer.chatId, (chat_id) =>
    telegram.sendChatAction({
      chat_id,
      action: 'typing',
      ...onBehalf(peer),
      ...(threadId !== undefined && { message_thread_id: threadId }),
    }),
  )
}

async function markRead(telegram: Telegram, peer: Peer, message_id: number): Promise<void> {
  const { businessConnectionId: business } = peer
  if (business === undefined)
    throw forbidden({
      ru: 'Бот отмечает прочитанным только в диалогах Telegram для бизнеса',
      en: 'A bot marks messages as read only in dialogs of Telegram Business',
    })
  await ask('repeatable', () =>
    telegram.readBusinessMessage({
      business_connection_id: business,
      chat_id: Number(peer.chatId),
      message_id,
    }),
  )
}

/** An act that finds its work done has done it. */
async function unless(done: RegExp, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!isDone(error, done)) throw error
  }
}

function onBehalf({ businessConnectionId: business }: Peer) {
  return business === undefined ? {} : { business_connection_id: business }
}

function forbidden(words: Words): ChannelError {
  return new ChannelError('forbidden', words)
}
