/** What a connector may do outside: requests and look-ups, only to addresses the installation allows. */
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { AppError } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { ChannelError, type ChannelIo, type IoRequest } from './channel.ts'

/** Answers of networks are small; more is a mistake or an attack. */
const smallAnswer = 8 * 1024 * 1024

type IoParts = Pick<Platform, 'log' | 'outbound' | 'clock'>

interface IoOptions {
  maxAnswer?: number
  /** Given only to what sends. */
  leave?: ChannelIo['leave']
}

async function leaveNothing(): Promise<void> {
  throw new ChannelError('bug', 'a message can be left only while sending')
}

export function createIo(
  platform: IoParts,
  signal: AbortSignal,
  about: Record<string, string>,
  { maxAnswer = smallAnswer, leave = leaveNothing }: IoOptions = {},
): ChannelIo {
  const log = platform.log.child(about)
  const resolve: ChannelIo['resolve'] = (host) => resolveInWords(platform, host)
  return {
    fetch: (url, init) =>
      fetchPinned(url, init ?? {}, { resolve, signal, maxAnswer, ca: platform.outbound.ca }),
    resolve,
    signal,
    now: () => platform.clock.now(),
    leave,
    log: { info: (o, m) => log.info(o, m), warn: (o, m) => log.warn(o, m) },
  }
}

async function resolveInWords(platform: IoParts, host: string): Promise<{ address: string; family: 4 | 6 }> {
  try {
    return await platform.outbound.resolve(host)
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    const ru =
      cause.code === 'HOST_NOT_FOUND'
        ? `Сервер ${host} не найден. Проверьте, нет ли опечатки.`
        : `${host} находится внутри сети сервера. Если так и задумано, администратор добавляет адрес в OTKLIK_ALLOW_NETWORKS.`
    throw new ChannelError(
      cause.code === 'HOST_NOT_FOUND' ? 'unreachable' : 'forbidden',
      { ru, en: cause.message },
      { cause },
    )
  }
}

interface Way {
  resolve: ChannelIo['resolve']
  signal: AbortSignal
  maxAnswer: number
  ca: string[] | undefined
}

/** Connects to the very address that was checked: a second look-up could lead elsewhere. */
async function fetchPinned(url: string, init: IoRequest, way: Way): Promise<Response> {
  const target = new URL(url)
  if (target.protocol !== 'http:' && target.protocol !== 'https:') {
    throw new ChannelError('forbidden', {
      ru: `Адрес должен начинаться с https://: ${url}`,
      en: `The address must begin with https://: ${url}`,
    })
  }
  const found = await way.resolve(target.hostname)
  return new Promise((done, fail) => {
    const send = target.protocol === 'https:' ? requestHttps : requestHttp
    const request = send(
      target,
      {
        method: init.method ?? 'GET',
        // A kept connection that the far end has just closed breaks the request: of what is sent once nobody could say whether it arrived.
        ...((init.method ?? 'GET') !== 'GET' && { agent: false as const }),
        headers: init.headers,
        ca: way.ca,
        signal: init.signal ? AbortSignal.any([way.signal, init.signal]) : way.signal,
        lookup: (_host, options, callback) => {
          if (options.all) callback(null, [found])
          else callback(null, found.address, found.family)
        },
      },
      (answer) => {
        const parts: Buffer[] = []
        let size = 0
        answer.on('data', (part: Buffer) => {
          size += part.length
          if (size > way.maxAnswer) answer.destroy(new Error('the answer is too large'))
          else parts.push(part)
        })
        answer.on('end', () => {
          const status = answer.statusCode ?? 500
          const headers = Object.entries(answer.headers).flatMap(([name, value]) =>
            [value ?? []].flat().map((one): [string, string] => [name, one]),
          )
          done(
            new Response([204, 205, 304].includes(status) ? null : Buffer.concat(parts), { status, headers }),
          )
        })
        answer.on('error', fail)
      },
    )
    request.on('error', fail)
    request.end(init.body)
  })
}
