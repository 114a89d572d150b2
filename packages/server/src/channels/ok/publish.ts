/** Topics of the group, in its name. OK keeps what is planned, and publishes it by itself. */
import { z } from 'zod'
import { ChannelError, type ChannelIo, type OutboundPost, type SendOutcome } from '../channel.ts'
import { callRest } from './api.ts'
import { keyOf, linkTo, type Place } from './place.ts'
import { hasRestKeys, type OkSettings } from './settings.ts'

export async function publishOk(
  { placeId: groupId, text, at }: OutboundPost,
  config: OkSettings,
  io: ChannelIo,
): Promise<SendOutcome> {
  if (!hasRestKeys(config))
    throw new ChannelError('forbidden', {
      ru: 'Чтобы публиковать посты, впишите в настройки канала ключи приложения и ключ доступа администратора',
      en: 'To publish posts, put the keys of the application and the administrator’s access token into the settings of the channel',
    })
  const attachment = {
    media: [{ type: 'text', text }],
    onBehalfOfGroup: 'true',
    // The form in words (`publishAt`) is time of Moscow; milliseconds have no zone to be got wrong.
    ...(at !== null && { publishAtMs: at.getTime() }),
  }
  const told = await callRest({ config, io, call: 'once' }, 'mediatopic.post', {
    type: 'GROUP_THEME',
    gid: groupId,
    attachment: JSON.stringify(attachment),
  })
  const place: Place = { groupId, type: 'GROUP_TOPIC', id: topicIdOf(told.value) }
  return { externalId: keyOf(place), url: at === null ? linkTo(place) : null }
}

/** OK answers with the bare name of the topic as text. */
function topicIdOf(value: unknown): string {
  const id = z.union([z.string().regex(/^\d+$/), z.int().transform(String)]).safeParse(value)
  if (id.success) return id.data
  throw new ChannelError('unknown_outcome', {
    ru: 'Одноклассники не сказали, вышел ли пост',
    en: 'OK did not say whether the post came out',
  })
}
