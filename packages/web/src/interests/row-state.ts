import type { Interest } from '@otklik/contract'
import { t } from '@lingui/core/macro'
import { formatDuration } from '@otklik/ui'
import type { LocaleSettings, Tone } from '@otklik/ui'
import { deliveryWords, levelWords } from './words.ts'

/** Which shape stands beside the words. */
export type StateSign = 'new' | 'waiting' | 'overdue' | 'failed' | 'answered' | 'closed'

export interface RowState {
  tone: Tone
  sign: StateSign
  words: string
  /** Answered rows are calm. */
  done: boolean
}

const MINUTE = 60_000
const NEW_FOR = 30 * MINUTE
const LATE_AFTER = 24 * 60 * MINUTE

/** Edge and chip of the row. Red: failed, overdue or negative; amber: waiting; green: answered; blue: new; grey: no work. */
export function rowState(interest: Interest, now: Date, settings: LocaleSettings): RowState {
  if (interest.processed) return doneState(interest, interest.processed, settings)
  const failed = failedDelivery(interest)
  if (failed) return failed
  if (interest.handover?.overdue) return waitingState('red', 'overdue', t`передачу не приняли`)
  if (interest.level === 'junk' || interest.level === 'irrelevant')
    return waitingState('grey', 'waiting', levelWords(interest.level))
  const age = Math.max(0, now.getTime() - new Date(interest.receivedAt).getTime())
  const length = formatDuration(age, settings.locale)
  if (age >= LATE_AFTER) return waitingState('red', 'overdue', t`ждёт ${length}`)
  const urgent = interest.level === 'critical' || interest.level === 'negative'
  if (age < NEW_FOR)
    return waitingState(urgent ? 'red' : 'blue', 'new', age < MINUTE ? t`новый` : t`новый · ${length}`)
  return waitingState(urgent ? 'red' : 'amber', 'waiting', t`ждёт ${length}`)
}

function failedDelivery({ answerState }: Interest): RowState | undefined {
  if (answerState !== 'failed' && answerState !== 'bounced' && answerState !== 'unknown') return undefined
  const { words, tone } = deliveryWords(answerState)
  return waitingState(tone, 'failed', words)
}

function doneState(
  interest: Interest,
  processed: NonNullable<Interest['processed']>,
  settings: LocaleSettings,
): RowState {
  const failed = failedDelivery(interest)
  if (failed) return { ...failed, done: true }
  if (processed.way === 'no_reply_needed')
    return { tone: 'grey', sign: 'closed', words: t`ответ не нужен`, done: true }
  if (processed.way === 'withdrawn')
    return { tone: 'grey', sign: 'closed', words: t`отозвано автором`, done: true }
  if (processed.way === 'reason') return { tone: 'grey', sign: 'answered', words: t`обработано`, done: true }
  const took = new Date(processed.at).getTime() - new Date(interest.receivedAt).getTime()
  const length = formatDuration(Math.max(0, took), settings.locale)
  return { tone: 'green', sign: 'answered', words: t`ответ за ${length}`, done: true }
}

function waitingState(tone: Tone, sign: StateSign, words: string): RowState {
  return { tone, sign, words, done: false }
}
