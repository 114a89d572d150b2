/** Bytes of a file a network keeps: by an address open to all, or with the channel's token. */
import type { Platform } from '../platform/platform.ts'
import { AppError } from '../platform/errors.ts'
import { fetchOutbound } from '../platform/outbound-fetch.ts'
import { ChannelError, type FetchedFile } from './channel.ts'
import type { OpenChannel } from './channel-rows.ts'
import { createIo } from './io.ts'

const maxBytes = 50 * 1024 * 1024
const limitMs = 60_000

/** Throws ChannelError in words: `not_found` for a link that ended, `rejected_content` for a file that is too large. Outside of transactions. */
export async function fetchChannelFile(
  platform: Platform,
  channel: OpenChannel,
  place: { url: string | null; remoteRef: string | null },
): Promise<FetchedFile> {
  const { fetchFile } = channel.connector.channel
  if (place.remoteRef !== null && fetchFile) {
    const about = { connector: channel.row.kind, channelId: channel.row.id }
    const io = createIo(platform, AbortSignal.timeout(limitMs), about, { maxAnswer: maxBytes })
    const file = await fetchFile.call(channel.connector.channel, place.remoteRef, channel.config, io)
    if (file.content.byteLength > maxBytes) throw new ChannelError('rejected_content', tooLarge)
    return file
  }
  if (place.url === null) throw new ChannelError('not_found', gone)
  return fetchOpen(platform, place.url)
}

async function fetchOpen(platform: Platform, url: string): Promise<FetchedFile> {
  try {
    const answer = await fetchOutbound(platform.outbound, { url, maxBytes, timeoutMs: limitMs, redirects: 3 })
    if ([400, 401, 403, 404, 410].includes(answer.status)) throw new ChannelError('not_found', gone)
    if (answer.status !== 200) {
      const { status } = answer
      throw new ChannelError('retry', {
        ru: `Сеть ответила ${status} вместо файла`,
        en: `The network answered ${status} in place of the file`,
      })
    }
    return { content: answer.body, mime: answer.headers['content-type'] ?? null, name: null }
  } catch (cause) {
    if (cause instanceof ChannelError || !(cause instanceof AppError)) throw cause
    if (cause.code === 'ANSWER_TOO_LARGE') throw new ChannelError('rejected_content', tooLarge, { cause })
    if (cause.code === 'ADDRESS_NOT_ALLOWED')
      throw new ChannelError(
        'forbidden',
        {
          ru: 'Ссылка на файл ведёт внутрь сети сервера: не открываем',
          en: 'The link of the file leads inside the network of the server: it is not opened',
        },
        { cause },
      )
    const words = {
      ru: `Файл не загрузился: ${cause.message}`,
      en: `The file was not fetched: ${cause.message}`,
    }
    throw new ChannelError('unreachable', words, { cause })
  }
}

const gone = {
  ru: 'Ссылка на файл больше не действует. Откройте его в самой сети.',
  en: 'The link of the file has ended. Open it at the network itself.',
}

const tooLarge = {
  ru: `Файл больше ${maxBytes / 1024 / 1024} МБ. Откройте его в самой сети.`,
  en: `The file is larger than ${maxBytes / 1024 / 1024} MB. Open it at the network itself.`,
}
