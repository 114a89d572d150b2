import type { HistoryEntry } from '@otklik/contract'
import { t } from '@lingui/core/macro'
import { actionWords } from '../../words/actions.ts'
import { levelWords } from '../words.ts'

/** What happened, without a verb that needs the gender of who did it. */
export function historyWords(entry: HistoryEntry, nameOf: (memberId: string) => string | undefined): string {
  const responsible = memberOf(entry, nameOf)
  switch (entry.action) {
    case 'interest.assigned':
      return responsible === undefined ? t`Ответственный убран` : t`Ответственный: ${responsible}`
    case 'interest.handed_over':
      return t`Передано в продажи: ${responsible ?? ''}`
    case 'interest.processed':
      return processedWords(entry.after?.['way'])
    case 'interest.changed':
      return changedWords(entry.after)
    default:
      return actionWords(entry.action)
  }
}

function processedWords(way: unknown): string {
  if (way === 'answer') return t`Обработано: отправлен ответ`
  if (way === 'proof') return t`Обработано: есть подтверждение`
  return way === 'no_reply_needed' ? t`Ответ не нужен` : t`Обработано`
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
