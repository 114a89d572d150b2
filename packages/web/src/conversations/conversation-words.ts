/** The vocabulary of dialogs in words. */
import type { Conversation, ConversationTab, Message, Reason, WritingGate } from '@otklik/contract'
import { i18n } from '@lingui/core'
import type { MessageDescriptor } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import type { Tone } from '@otklik/ui'
import { addProblemWords } from '../api/problems.ts'
import { actorWords } from '../words/actors.ts'
import { reasonWords } from '../words/reasons.ts'
import { personWords } from '../words/people.ts'

const tabs: Record<ConversationTab, MessageDescriptor> = {
  mine: msg`Мои`,
  new: msg`Новые`,
  all: msg`Все`,
  unanswered: msg`Без ответа`,
  snoozed: msg`Отложенные`,
  closed: msg`Закрытые`,
  colleagues: msg`Коллеги`,
}

export function conversationTabWords(tab: ConversationTab): string {
  return i18n._(tabs[tab])
}

const attachments = {
  image: msg`Фотография`,
  video: msg`Видео`,
  audio: msg`Аудио`,
  voice: msg`Голосовое сообщение`,
  sticker: msg`Стикер`,
  file: msg`Файл`,
}

export function attachmentWords(kind: keyof typeof attachments): string {
  return i18n._(attachments[kind])
}

const lines: Record<string, MessageDescriptor> = {
  accepted: msg`{name}: диалог принят`,
  claimed: msg`{name}: диалог принят`,
  assigned_by: msg`Диалог передан: {name}. Передал: {by}`,
  last_operator: msg`Диалог у прежнего оператора: {name}`,
  assigned_in_turn: msg`Диалог по очереди достался: {name}`,
  assigned_least_loaded: msg`Диалог достался тому, у кого меньше всего: {name}`,
  released: msg`Диалог возвращён в общие`,
  operator_away: msg`Оператора нет на месте, диалог передан`,
  waits_outside_hours: msg`Нерабочее время, диалог ждёт начала дня`,
  waits_all_busy: msg`Все заняты, диалог ждёт свободного`,
  waits_nobody_here: msg`Никого нет на месте, диалог ждёт`,
  closed_done: msg`Диалог закрыт`,
  closed_without_reply: msg`Диалог закрыт без ответа: {reason}`,
  closed_quiet: msg`Диалог закрыт сам: давно тихо`,
  reopened: msg`{by}: диалог открыт снова`,
  snooze_over: msg`Отложенный диалог вернулся`,
  rated: msg`Оценка клиента: {stars} из 5`,
  person_allowed: msg`Человек разрешил сообщения`,
  person_forbade: msg`Человек запретил сообщения`,
}

/** A line nobody wrote. A code of a newer server is shown by the words it brings, or as it is. */
export function systemWords(reason: Reason | null): string {
  if (!reason) return ''
  const known = lines[reason.code]
  if (known) return sayWith({ ...known, values: { name: '', by: '', reason: '', ...reason.params } })
  return reasonWords(reason) ?? reason.code
}

/** Why this person, or why nobody. */
export function whyResponsible(reason: Reason | null): string | undefined {
  if (!reason) return undefined
  return lines[reason.code] === undefined || reason.code === 'assigned_by' || reason.code === 'claimed'
    ? reasonWords(reason)
    : systemWords(reason)
}

/** The title of a private dialog names the page it was begun on, not the person. */
export function nameOf(conversation: Conversation, meId?: string): string {
  const { kind, person, title, colleagues, channel, sourceType } = conversation
  if (kind === 'colleague') {
    const others = colleagues.filter(({ id }) => id !== meId)
    return title ?? others.map(({ name }) => name).join(', ')
  }
  if (kind === 'group') return title ?? channel?.name ?? t`Группа`
  return personWords(person?.name, { sourceType, contactId: person?.contactId })
}

/** Who wrote a message; people of a group stay without a name where the network gives none. */
export function authorName({ name, kind, id }: Message['author'], conversation: Conversation): string {
  if (kind === 'system') return actorWords({ kind, id, name })
  if (name !== '') return name
  return kind === 'person' && conversation.kind === 'private' ? nameOf(conversation) : t`Без имени`
}

/** What the list says under the name. */
export function lastWords({ last }: Conversation): string {
  if (!last) return t`Сообщений пока нет`
  if (last.text !== '') return last.text
  return last.attachment === null ? t`Без слов` : attachmentWords(last.attachment)
}

export interface StateWords {
  words: string
  tone: Tone
}

export function messageStateWords(message: Message): StateWords | undefined {
  switch (message.state) {
    case 'queued':
      return { words: t`ждёт отправки`, tone: 'grey' }
    case 'sending':
      return { words: t`отправляется`, tone: 'grey' }
    case 'sent':
      return { words: t`отправлено`, tone: 'grey' }
    case 'delivered':
      return { words: t`доставлено`, tone: 'grey' }
    case 'read':
      return { words: t`прочитано`, tone: 'green' }
    case 'failed':
      return { words: t`не отправлено`, tone: 'red' }
    case 'unknown':
      return { words: t`возможно отправлено`, tone: 'amber' }
    case 'cancelled':
      return { words: t`отправка отменена`, tone: 'grey' }
    case null:
      return undefined
  }
}

const gates: Partial<Record<WritingGate['code'], MessageDescriptor>> = {
  client_must_write_first: msg`Боты и сообщества не пишут первыми: так решила сеть. Человек должен написать сам, после этого можно отвечать.`,
  accept_first: msg`Сначала примите диалог: так коллеги видят, кто отвечает.`,
  closed: msg`Диалог закрыт. Откройте его снова, чтобы написать.`,
}

/** Why one cannot write here. The server's words first: it knows the network. */
export function gateWords({ code, words }: WritingGate): string {
  const own = gates[code]
  if (words) return i18n.locale === 'en' ? words.en : words.ru
  return own ? i18n._(own) : ''
}

addProblemWords({
  CONVERSATION_TAKEN: { title: msg`Диалог уже ведёт коллега`, detail: msg`Ваш текст сохранён в черновике.` },
  ACCEPT_FIRST: { title: msg`Сначала примите диалог`, detail: msg`Ваш текст сохранён в черновике.` },
  WINDOW_CLOSED: {
    title: msg`Срок ответа вышел`,
    detail: msg`Сеть не примет сообщение, пока человек не напишет сам. Ваш текст сохранён в черновике.`,
  },
  CANNOT_WRITE_HERE: {
    title: msg`Сюда сейчас не написать`,
    detail: msg`Причина сказана под перепиской. Ваш текст сохранён в черновике.`,
  },
  CLIENT_MUST_WRITE_FIRST: {
    title: msg`Первым должен написать человек`,
    detail: msg`Боты и сообщества не пишут первыми: так решила сеть.`,
  },
  STILL_UNANSWERED: {
    title: msg`Человек ждёт ответа`,
    detail: msg`Ответьте или закройте без ответа и скажите почему.`,
  },
})

/** Lingui's extractor cannot read a spread object inside its own call. */
function sayWith(message: MessageDescriptor): string {
  return i18n._(message)
}
