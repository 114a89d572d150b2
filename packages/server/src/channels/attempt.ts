/** One try to send through a connector, with a limit of time; shared by answers to cards and messages of dialogs. */
import { AppError, errorMessage } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import {
  ChannelError,
  type CheckOutcome,
  type OutboundAnswer,
  type OutboundPost,
  type SendOutcome,
  type Words,
} from './channel.ts'
import type { OpenChannel } from './channel-rows.ts'
import { createIo } from './io.ts'
import { leaveMessage } from './left-messages.ts'

/** A try gives up after this … */
const sendLimitMs = 120_000
/** … and one that is older was interrupted by a crash. */
export const interruptedMs = 200_000

/** `send`, or after an interrupted try `check`. Rejects with what the connector threw: give it to `toChannelError`. */
export async function attemptSend(
  platform: Platform,
  channel: OpenChannel,
  { answer, kind }: { answer: OutboundAnswer; kind: 'send' | 'check' },
): Promise<CheckOutcome> {
  const signal = AbortSignal.timeout(sendLimitMs)
  const { id: channelId, kind: connectorKind, workspaceId } = channel.row
  const about = { connector: connectorKind, channelId, answerId: answer.id }
  const io = createIo(platform, signal, about, {
    leave: (message) => leaveMessage(platform, { workspaceId, channelId, kind: connectorKind }, message),
  })
  const connector = channel.connector.channel
  if (kind === 'check')
    return connector.check
      ? withLimit(connector.check(answer, channel.config, io), signal)
      : { kind: 'unknown' }
  if (!connector.send)
    throw new ChannelError('forbidden', {
      ru: 'Этот канал не умеет отвечать',
      en: 'This channel cannot answer',
    })
  return { kind: 'arrived', ...(await withLimit(connector.send(answer, channel.config, io), signal)) }
}

/** One try to publish. Rejects with what the connector threw. */
export async function attemptPublish(
  platform: Platform,
  { row, connector, config }: OpenChannel,
  post: OutboundPost,
): Promise<SendOutcome> {
  const signal = AbortSignal.timeout(sendLimitMs)
  const io = createIo(platform, signal, { connector: row.kind, channelId: row.id, postId: post.id })
  if (!connector.channel.publish)
    throw new ChannelError('forbidden', {
      ru: 'Этот канал не умеет публиковать посты',
      en: 'This channel cannot publish posts',
    })
  return withLimit(connector.channel.publish(post, config, io), signal)
}

export const unknownWords: Words = {
  ru: 'Неизвестно, дошёл ли ответ: связь оборвалась на отправке. Посмотрите в источнике и решите, отправлять ли ещё раз.',
  en: 'Nobody knows whether the answer arrived: the connection broke while sending. Look at the source and decide whether to send again.',
}

/** A connector that forgets the signal must not hold a worker: the outcome is unknown then. */
function withLimit<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(new ChannelError('unknown_outcome', unknownWords)))
    }),
  ])
}

/** An error that is no ChannelError says nothing about what the network did. */
export function toChannelError(error: unknown): ChannelError {
  if (error instanceof ChannelError) return error
  if (error instanceof AppError && error.code === 'NOT_FOUND') {
    return new ChannelError(
      'not_found',
      { ru: 'Канал или файл ответа удалён', en: 'The channel or a file of the answer was removed' },
      { cause: error },
    )
  }
  return new ChannelError(
    'unknown_outcome',
    { ru: `${unknownWords.ru} (${errorMessage(error)})`, en: `${unknownWords.en} (${errorMessage(error)})` },
    { cause: error },
  )
}
