/** grammY as a typed client; the way out is the core's. */
import { Api } from 'grammy'
import { ChannelError, type ChannelIo } from '../channel.ts'
import { explain, migratedTo, StrangeAnswer, type Repeatable } from './errors.ts'
import type { TelegramSettings } from './settings.ts'

export type Telegram = Api['raw']

/** Uploads of 50 MB through a slow line take their time; a dead connection must not take for ever. */
const usualSeconds = 120

export function openTelegram(
  { token, apiUrl }: TelegramSettings,
  io: ChannelIo,
  timeoutSeconds = usualSeconds,
): Telegram {
  return new Api(token, { apiRoot: apiUrl, timeoutSeconds, fetch: fetchThrough(io) }).raw
}

/** Throws ChannelError only. */
export async function ask<T>(call: Repeatable, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw explain(error, call)
  }
}

/** A group that became a supergroup has a new id: it is told in the refusal, and the call is made once more. */
export async function askChat<T>(
  call: Repeatable,
  chatId: string,
  work: (chatId: string) => Promise<T>,
): Promise<T> {
  return ask(call, async () => {
    try {
      return await work(chatId)
    } catch (error) {
      const moved = migratedTo(error)
      if (moved === null) throw error
      return work(moved)
    }
  })
}

/** Bytes behind a `file_path`. The address holds the token, so no error names it. */
export async function download(
  { token, apiUrl }: TelegramSettings,
  io: ChannelIo,
  filePath: string,
): Promise<Response> {
  return ask('repeatable', async () => {
    const path = filePath.split('/').map(encodeURIComponent).join('/')
    const answer = await io.fetch(`${apiUrl}/file/bot${token}/${path}`, {
      signal: AbortSignal.timeout(usualSeconds * 1000),
    })
    if (answer.ok) return answer
    if (answer.status >= 500) throw new StrangeAnswer(answer.status)
    throw new ChannelError('not_found', {
      ru: 'Этого файла в Телеграме уже нет',
      en: 'The file is no longer at Telegram',
    })
  })
}

interface Asked {
  method?: string
  headers?: Record<string, string>
  body?: unknown
  signal?: { aborted: boolean; addEventListener(type: 'abort', stop: () => void): void }
}

/** The library gives a stream of a form with files, and a signal of its own making. */
function fetchThrough(io: ChannelIo) {
  return async (url: string | URL, init: Asked = {}): Promise<Response> => {
    const stop = new AbortController()
    if (init.signal?.aborted) stop.abort()
    init.signal?.addEventListener('abort', () => stop.abort())
    const answer = await io.fetch(url.toString(), {
      method: init.method ?? 'POST',
      headers: { 'content-type': init.headers?.['content-type'] ?? 'application/json' },
      body: await toBytes(init.body),
      signal: stop.signal,
    })
    if (!/json/i.test(answer.headers.get('content-type') ?? '')) throw new StrangeAnswer(answer.status)
    return answer
  }
}

async function toBytes(body: unknown): Promise<string | Uint8Array> {
  if (typeof body === 'string') return body
  if (!isParts(body)) return ''
  const parts: Uint8Array[] = []
  for await (const part of body) parts.push(part)
  return Buffer.concat(parts)
}

function isParts(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body
}
