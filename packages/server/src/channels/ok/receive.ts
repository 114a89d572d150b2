/** Pure: a stored event, page of messages or page of comments to signals. */
import { createHash } from 'node:crypto'
import { parserOf, readJson, tryJson, unreadable, type RawEvent, type ReceiveOutcome } from '../channel.ts'
import { readFound } from './acts.ts'
import { readPage } from './comments.ts'
import { Found, foundMeta } from './found.ts'
import { readMarks } from './marks.ts'
import { toSignal } from './messages.ts'
import { CommentPage, History, Message } from './update.ts'

const parse = parserOf('event')

export function receive(raw: RawEvent): ReceiveOutcome {
  const body = readJson(raw.body)
  const marks = readMarks(raw.meta)
  if (marks) {
    const items = readPage(parse(CommentPage, body), marks, raw.receivedAt)
    return items.length > 0 ? { kind: 'signals', items } : { kind: 'ignored', reason: 'own_comment' }
  }
  if (raw.meta['page'] === foundMeta.page) return { kind: 'signals', items: readFound(parse(Found, body)) }
  if (raw.meta['page'] === 'messages') {
    // OK lists the newest first; of one moment too.
    const messages = parse(History, body).messages.toReversed()
    const items = messages.toSorted(byTime).flatMap((message) => {
      const told = { ...message, recipient: { chat_id: raw.meta['chatId'], ...message.recipient } }
      return toSignal(told, raw.receivedAt) ?? []
    })
    return items.length > 0 ? { kind: 'signals', items } : { kind: 'ignored', reason: 'no_messages' }
  }
  return readPush(parse(Message, body), raw.receivedAt)
}

function byTime(a: Message, b: Message): number {
  return (a.timestamp ?? 0) - (b.timestamp ?? 0)
}

/** OK repeats an event until it is answered: `mid` names the message, whatever else differs. */
export function eventKey(raw: Pick<RawEvent, 'body'>): string {
  const event = Message.safeParse(tryJson(raw.body))
  const mid = event.success ? event.data.message?.mid : undefined
  return event.success && mid !== undefined
    ? `${event.data.webhookType}:${mid}`
    : createHash('sha256').update(raw.body).digest('hex')
}

function readPush(message: Message, receivedAt: Date): ReceiveOutcome {
  if (message.webhookType === 'CHAT_SYSTEM') return { kind: 'ignored', reason: 'chat_system' }
  if (message.webhookType === 'MESSAGE_CALLBACK') return { kind: 'ignored', reason: 'button_pressed' }
  if (message.webhookType !== 'MESSAGE_CREATED')
    return { kind: 'ignored', reason: `unknown_kind:${message.webhookType}` }
  if (!message.message) throw unreadable({ ru: 'В событии нет сообщения', en: 'The event has no message' })
  const signal = toSignal(message, receivedAt)
  if (!signal)
    throw unreadable({
      ru: 'В событии нет номера сообщения, диалога или отправителя',
      en: 'The event names no message, dialog or sender',
    })
  return { kind: 'signals', items: [signal] }
}
