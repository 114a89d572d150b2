/** Posts in a channel. The Bot API has no schedule: the core waits. */
import { ChannelError, type ChannelIo, type OutboundPost, type SendOutcome } from '../channel.ts'
import { askChat, openTelegram } from './api.ts'
import { limits } from './parts.ts'
import { keyOf, linkToMessage } from './place.ts'
import type { TelegramSettings } from './settings.ts'

export async function publishTelegram(
  { placeId, text }: OutboundPost,
  config: TelegramSettings,
  io: ChannelIo,
): Promise<SendOutcome> {
  if (text.length > limits.text)
    throw new ChannelError('rejected_content', {
      ru: `В пост помещается ${limits.text} знаков, у вас ${text.length}`,
      en: `A post takes ${limits.text} characters, yours has ${text.length}`,
    })
  const telegram = openTelegram(config, io)
  const { chat, message_id: id } = await askChat('once', placeId, (chat_id) =>
    telegram.sendMessage({ chat_id, text }),
  )
  const place = { ...chat, id: String(chat.id) }
  return { externalId: keyOf(place, String(id)), url: linkToMessage(place, String(id)) }
}
