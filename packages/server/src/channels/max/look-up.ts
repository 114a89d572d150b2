/** Posts that comments stand under, and bytes of videos. */
import { z } from 'zod'
import { ChannelError, type ChannelIo, type FetchedFile, type SourceObject } from '../channel.ts'
import { ask } from './api.ts'
import { explainBreak, explainRefusal } from './errors.ts'
import { toPost } from './messages.ts'
import { linkOrNull, midOfPost } from './place.ts'
import type { MaxSettings } from './settings.ts'
import { Message } from './update.ts'

export async function lookUpPosts(
  ids: string[],
  settings: MaxSettings,
  io: ChannelIo,
): Promise<SourceObject[]> {
  const message_ids = ids.map(midOfPost).join(',')
  const answer = z.object({ messages: z.array(Message) })
  const call = { path: '/messages', query: { message_ids } }
  const { messages } = await ask(settings, io, call, answer).catch((error: unknown) => {
    // Removed posts are no trouble: their comments stay without a context.
    if (error instanceof ChannelError && error.kind === 'not_found') return { messages: [] }
    throw error
  })
  return messages.map((message) => toPost(message, message.timestamp ?? io.now()))
}

const Video = z.object({ urls: z.record(z.string(), z.string().nullish()).nullish() })

/** Best first: the names end in the height of the picture. */
export async function fetchMaxFile(
  remoteRef: string,
  settings: MaxSettings,
  io: ChannelIo,
): Promise<FetchedFile> {
  const token = /^video:(.+)$/.exec(remoteRef)?.[1]
  if (token === undefined) throw gone()
  const { urls } = await ask(settings, io, { path: `/videos/${encodeURIComponent(token)}` }, Video)
  const best = Object.entries(urls ?? {})
    .filter(([name, url]) => name.startsWith('mp4') && linkOrNull(url) !== null)
    .toSorted(([a], [b]) => heightOf(b) - heightOf(a))[0]?.[1]
  if (!best) throw gone()
  const response = await io.fetch(best).catch((error: unknown) => {
    throw explainBreak(error, 'repeatable')
  })
  if (!response.ok) throw explainRefusal(response.status, { code: '', message: '' }, 'repeatable')
  return {
    content: new Uint8Array(await response.arrayBuffer()),
    mime: response.headers.get('content-type'),
    name: null,
  }
}

function heightOf(name: string): number {
  return Number(/\d+$/.exec(name)?.[0] ?? 0)
}

function gone(): ChannelError {
  return new ChannelError('not_found', {
    ru: 'Этого файла в MAX больше нет',
    en: 'The file is no longer at MAX',
  })
}
