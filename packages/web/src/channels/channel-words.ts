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
}

export function ignoredReason(code: string): string {
  const words = ignoredWords[code]
  return words ? i18n._(words) : code
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
