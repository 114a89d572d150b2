/** Answers to dialogs, groups and comments. Pictures go together; every other file is a message of its own. */
import { z } from 'zod'
import { ChannelError, type ChannelIo, type OutboundAnswer, type SendOutcome } from '../channel.ts'
import { ask, type Call } from './api.ts'
import { linkOrNull, midOfPost } from './place.ts'
import type { MaxSettings } from './settings.ts'
import { limits, typeOf, upload, type File, type Uploaded } from './upload.ts'

export const textLimit = 4000
export const fileLimit = 10

export const Sent = z.object({
  message: z.object({ body: z.object({ mid: z.string().min(1) }), url: z.string().nullish() }),
})
type Sent = z.infer<typeof Sent>['message']

export async function sendMax(
  answer: OutboundAnswer,
  settings: MaxSettings,
  io: ChannelIo,
): Promise<SendOutcome> {
  refuseTooMuch(answer)
  const { target } = answer
  if (target.kind === 'comment') return sendComment(answer, target, settings, io)
  if (target.kind !== 'dialog')
    throw new ChannelError('bug', {
      ru: 'Этот адрес ответа не из MAX',
      en: 'This reply address is not of MAX',
    })
  const parts = await planParts(answer, settings, io)
  const sent: Sent[] = []
  for (const body of parts) {
    const call = messageCall(target.chatId, body)
    try {
      sent.push((await patiently(io, () => ask(settings, io, call, Sent))).message)
    } catch (error) {
      throw sent.length === 0 ? error : halfSent(error, sent.length)
    }
  }
  const [first, ...others] = sent
  if (!first) throw new Error('nothing was sent')
  return {
    externalId: first.body.mid,
    url: linkOrNull(first.url),
    ...(others.length > 0 && { parts: others.map(({ body }) => body.mid) }),
  }
}

async function sendComment(
  { text, attachments }: OutboundAnswer,
  { objectId, parentId }: { objectId: string; parentId: string | null },
  settings: MaxSettings,
  io: ChannelIo,
): Promise<SendOutcome> {
  if (attachments.length > 0)
    throw new ChannelError('rejected_content', {
      ru: 'Комментарии MAX состоят только из текста: уберите файлы или дайте ссылку',
      en: 'Comments of MAX are text only: take the files away or give a link',
    })
  const post = midOfPost(objectId)
  const call: Call = {
    method: 'POST',
    path: `/messages/${encodeURIComponent(post)}/comments`,
    body: { text, ...(parentId !== null && { link: { type: 'reply', mid: midOf(parentId) } }) },
    once: true,
  }
  const { message } = await ask(settings, io, call, Sent)
  return { externalId: `${post}/${message.body.mid}`, url: null }
}

/** A comment of ours is named with its post before it. */
export function midOf(externalId: string): string {
  return externalId.split('/').at(-1) ?? externalId
}

type Body = { text?: string; attachments?: Uploaded[]; link?: { type: 'reply'; mid: string } }

/** Everything is uploaded before the first word goes out: a failed upload leaves nothing half said. */
async function planParts(
  { text, attachments, replyToId }: OutboundAnswer,
  settings: MaxSettings,
  io: ChannelIo,
): Promise<Body[]> {
  const pictures: Uploaded[] = []
  const others: Uploaded[] = []
  for (const file of attachments) {
    const uploaded = await upload(settings, io, file)
    if (uploaded.type === 'image') pictures.push(uploaded)
    else others.push(uploaded)
  }
  const groups = [...(pictures.length > 0 ? [pictures] : []), ...others.map((one) => [one])]
  const [first, ...rest] = groups
  const head: Body = {
    ...(text !== '' && { text }),
    ...(first && { attachments: first }),
    // A press of a button and a start are no messages of MAX.
    ...(replyToId && !replyToId.includes(':') && { link: { type: 'reply', mid: replyToId } }),
  }
  return [head, ...rest.map((group) => ({ attachments: group }))]
}

function messageCall(chatId: string, body: Body): Call {
  return { method: 'POST', path: '/messages', query: { chat_id: chatId }, body, once: true }
}

const notReadyWaits = [1, 2, 4]

/** Right after an upload MAX may still be busy with the file: it refuses, and nothing was sent. */
async function patiently<T>(io: ChannelIo, work: () => Promise<T>): Promise<T> {
  for (const seconds of notReadyWaits) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof ChannelError && error.kind === 'retry' && error.retryAfterSeconds !== null))
        throw error
      await pause(seconds * 1000, io.signal)
    }
  }
  return work()
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

function refuseTooMuch({ text, attachments }: OutboundAnswer): void {
  const refuse = (ru: string, en: string): never => {
    throw new ChannelError('rejected_content', { ru, en })
  }
  if (text.length > textLimit)
    refuse(
      `В сообщение MAX помещается ${textLimit} знаков, у вас ${text.length}`,
      `A message of MAX takes ${textLimit} characters, yours has ${text.length}`,
    )
  if (text === '' && attachments.length === 0) refuse('Сообщение пустое', 'The message is empty')
  if (attachments.length > fileLimit)
    refuse(`Не больше ${fileLimit} файлов за раз`, `At most ${fileLimit} files at a time`)
  const large = attachments.find((file) => isTooLarge(file))
  if (large) refuse(`«${large.name}» слишком велик для MAX`, `“${large.name}” is too large for MAX`)
}

function isTooLarge(file: File): boolean {
  return typeOf(file) === 'file' && file.content.byteLength > limits.fileSize
}
