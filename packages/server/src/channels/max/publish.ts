/** Posts in a channel. MAX has no schedule: the core waits. */
import { ChannelError, type ChannelIo, type OutboundPost, type SendOutcome } from '../channel.ts'
import { ask } from './api.ts'
import { linkOrNull, postKey } from './place.ts'
import { Sent, textLimit } from './send.ts'
import type { MaxSettings } from './settings.ts'

export async function publishMax(
  { placeId, text }: OutboundPost,
  settings: MaxSettings,
  io: ChannelIo,
): Promise<SendOutcome> {
  if (text.length > textLimit)
    throw new ChannelError('rejected_content', {
      ru: `В пост MAX помещается ${textLimit} знаков, у вас ${text.length}`,
      en: `A post of MAX takes ${textLimit} characters, yours has ${text.length}`,
    })
  const call = {
    method: 'POST' as const,
    path: '/messages',
    query: { chat_id: placeId },
    body: { text },
    once: true,
  }
  const { message } = await ask(settings, io, call, Sent)
  return { externalId: postKey(message.body.mid), url: linkOrNull(message.url) }
}
