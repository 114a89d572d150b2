/** How close to a purchase a card stands, in words (R007). */
import type { Interest } from '@otklik/contract'
import { t } from '@lingui/core/macro'
import { actionWords, classWords } from './words.ts'

/** «Заявка: намерение 90 из 100». */
export function intentWords({
  intent: { weight, by },
  action,
  activityClass,
}: Pick<Interest, 'intent' | 'action' | 'activityClass'>): string {
  const what = by === 'action' ? actionWords(action) : classWords(activityClass)
  return t`${what} — намерение ${weight} из 100`
}

/** The same with where the number comes from. */
export function intentReason(card: Pick<Interest, 'intent' | 'action' | 'activityClass'>): string {
  const words = intentWords(card)
  return card.intent.by === 'action'
    ? t`${words}. Так решает вид действия`
    : t`${words}. Так решает класс: у действия своего веса нет`
}
