/** Why the program decided so, in words. The server gives a code with its values; every code has its line here. */
import type { Reason } from '@otklik/contract'
import { i18n } from '@lingui/core'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

const reasons: Record<string, MessageDescriptor> = {
  claimed: msg`Взял карточку сам`,
  assigned: msg`Назначил коллега: {by}`,
  handed_over: msg`Передал коллега: {by}`,
  round_robin: msg`По очереди, правило «{rule}»`,
  least_loaded: msg`Меньше всего открытых карточек, правило «{rule}»`,
  mail_rule: msg`Правило разбора писем «{rule}»`,
  product_page: msg`По странице: {url}`,
  product_link: msg`По ссылке в тексте: {url}`,
  product_word: msg`По слову в тексте: «{word}»`,
  product_hint: msg`Назван в уведомлении: «{word}»`,
  recogniser: msg`Узнано по виду письма: {recogniser}`,
}

/** Undefined for no reason and for a code of a newer server. */
export function reasonWords(reason: Reason | null | undefined): string | undefined {
  const words = reason ? reasons[reason.code] : undefined
  return words && reason ? i18n._({ ...words, values: reason.params }) : undefined
}
