import type { HistoryEntry } from '@otklik/contract'
import { t } from '@lingui/core/macro'
import { deliveryStates } from '@otklik/contract'
import { deliveryWords, levelWords } from '../words.ts'

/** What happened, without a verb that needs the gender of who did it. */
export function historyWords(entry: HistoryEntry, nameOf: (memberId: string) => string | undefined): string {
  const responsible = memberOf(entry, nameOf)
  switch (entry.action) {
    case 'interest.created':
      return t`Карточка создана`
    case 'interest.arrived_again':
      return t`Тот же отклик пришёл ещё раз`
    case 'interest.claimed':
      return t`Взято в работу`
    case 'interest.released':
      return t`Возвращено в общую ленту`
    case 'interest.assigned':
      return responsible === undefined ? t`Ответственный убран` : t`Ответственный: ${responsible}`
    case 'interest.handed_over':
      return t`Передано в продажи: ${responsible ?? ''}`
    case 'interest.taken_up':
      return t`Передача принята`
    case 'interest.processed':
      return processedWords(entry.after?.['way'])
    case 'interest.reopened':
      return t`Открыто снова`
    case 'interest.answer_state':
      return answerWords(entry.after?.['answerState'])
    case 'interest.proof_added':
      return t`Приложено подтверждение`
    case 'interest.proof_removed':
      return t`Убрано подтверждение`
    case 'interest.case_joined':
      return t`Объединено с другими в одно обращение`
    case 'interest.case_left':
      return t`Отделено от обращения`
    case 'interest.bulk_undone':
      return t`Общее изменение отменено`
    case 'interest.changed':
      return changedWords(entry.after)
    default:
      return answerEvents(entry.action)
  }
}

function answerEvents(action: string): string {
  switch (action) {
    case 'answer.created':
      return t`Написан ответ`
    case 'answer.cancelled':
      return t`Отправка отменена`
    case 'answer.sent':
      return t`Ответ отправлен`
    case 'answer.failed':
      return t`Ответ не отправлен`
    case 'answer.bounced':
      return t`Ответ не доставлен`
    case 'answer.unknown':
      return t`Неясно, дошёл ли ответ`
    case 'answer.resolved':
      return t`Решено, что делать с ответом`
    default:
      return action
  }
}

function processedWords(way: unknown): string {
  if (way === 'answer') return t`Обработано: отправлен ответ`
  if (way === 'proof') return t`Обработано: есть подтверждение`
  return way === 'no_reply_needed' ? t`Ответ не нужен` : t`Обработано`
}

function answerWords(state: unknown): string {
  const known = deliveryStates.find((one) => one === state)
  const words = known ? deliveryWords(known).words : ''
  return t`Ответ: ${words}`
}

function changedWords(after: HistoryEntry['after']): string {
  const level = after?.['level']
  if (typeof level === 'string') {
    const words = levelWords(level)
    return t`Ступень: ${words}`
  }
  if (after && 'productId' in after)
    return after['productId'] === null ? t`Продукт убран` : t`Продукт изменён`
  if (after && 'isPublic' in after)
    return after['isPublic'] === true ? t`Отмечено публичным` : t`Отмечено личным`
  return t`Изменено`
}

function memberOf(entry: HistoryEntry, nameOf: (memberId: string) => string | undefined): string | undefined {
  const id = entry.after?.['responsibleId']
  if (typeof id === 'string') return nameOf(id) ?? t`коллега`
  const name = entry.after?.['responsible']
  return typeof name === 'string' ? name : undefined
}
