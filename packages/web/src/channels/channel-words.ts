/** Words of channels that the server gives as codes or in both languages. */
import type { Channel, ChannelEvent } from '@otklik/contract'
import { i18n } from '@lingui/core'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'
import type { Tone } from '@otklik/ui'

interface BothWords {
  ru: string
  en: string
}

/** Picks the language of the interface and follows its change. */
export function useBothWords(): (words: BothWords) => string {
  const { i18n: current } = useLingui()
  return (words) => (current.locale === 'en' ? words.en : words.ru)
}

export const stateWords: Record<Channel['state'], { words: MessageDescriptor; tone: Tone }> = {
  working: { words: msg`работает`, tone: 'green' },
  paused: { words: msg`на паузе`, tone: 'grey' },
  failing: { words: msg`сбой, пробуем снова`, tone: 'amber' },
  stopped: { words: msg`остановлен`, tone: 'red' },
}

export const eventStateWords: Record<ChannelEvent['state'], { words: MessageDescriptor; tone: Tone }> = {
  stored: { words: msg`ждёт разбора`, tone: 'blue' },
  done: { words: msg`стало карточкой`, tone: 'green' },
  ignored: { words: msg`без карточки`, tone: 'grey' },
  parked: { words: msg`отложено`, tone: 'red' },
}

const abilities: Record<string, MessageDescriptor> = {
  receive_messages: msg`получать сообщения`,
  receive_comments: msg`получать комментарии`,
  receive_reactions: msg`видеть отметки «нравится»`,
  receive_reposts: msg`видеть репосты`,
  receive_members: msg`видеть, кто вступил и вышел`,
  receive_join_requests: msg`видеть заявки на вступление`,
  answer_message: msg`отвечать на сообщения`,
  answer_comment: msg`отвечать на комментарии`,
  send_files: msg`отправлять файлы`,
  edit_message: msg`исправлять свои сообщения`,
  remove_message: msg`удалять свои сообщения`,
  edit_comment: msg`исправлять свои комментарии`,
  remove_comment: msg`удалять комментарии`,
  hide_comment: msg`скрывать комментарии`,
  like: msg`ставить «нравится»`,
  typing: msg`показывать, что вы печатаете`,
  mark_read: msg`отмечать прочитанным`,
  approve_join: msg`принимать заявки на вступление`,
  publish: msg`публиковать посты`,
  schedule: msg`ставить посты на время`,
}

export function abilityWords(code: string): string {
  const words = abilities[code]
  return words ? i18n._(words) : code
}

const ignoredWords: Record<string, MessageDescriptor> = {
  ping: msg`проверка связи`,
  duplicate: msg`уже было`,
  bounce: msg`возврат письма`,
  complaint: msg`жалоба на рассылку`,
  receipt: msg`уведомление о прочтении`,
  auto_reply: msg`автоответ`,
  list: msg`рассылка`,
  own: msg`своё письмо`,
  secret: msg`код входа`,
  not_a_call: msg`не о разговоре с клиентом`,
}

export function ignoredReason(code: string): string {
  const words = ignoredWords[code]
  if (words) return i18n._(words)
  const [, unknown] = code.split('unknown_kind:')
  return unknown === undefined ? code : i18n._(msg`неизвестный вид события: ${unknown}`)
}

const fieldProblems: Record<string, MessageDescriptor> = {
  required: msg`Заполните это поле`,
  too_small: msg`Слишком коротко или мало`,
  too_big: msg`Слишком длинно или много`,
  invalid_format: msg`Проверьте, нет ли опечатки`,
  invalid_type: msg`Заполните это поле`,
  invalid_value: msg`Выберите из списка`,
  unknown: msg`Такого поля у канала нет`,
}

/** A code of the server in words; what is no code are the connector's own words. */
export function fieldProblem(code: string): string {
  const words = fieldProblems[code]
  return words ? i18n._(words) : code
}
