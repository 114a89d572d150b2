/** Why the program decided so, in words. The server gives a code with its values; every code has its line here. */
import type { Reason } from '@otklik/contract'
import { i18n } from '@lingui/core'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

const reasons: Record<string, MessageDescriptor> = {
  claimed: msg`Карточку взяли сами`,
  answered: msg`Ответ дал этот человек`,
  assigned_by: msg`Назначено: {by}`,
  handed_over_by: msg`Передано: {by}`,
  assigned_in_turn: msg`По очереди, правило «{rule}»`,
  assigned_least_loaded: msg`Меньше всего открытых карточек, правило «{rule}»`,
  set_by: msg`Указано вручную: {by}`,
  made_by_hand: msg`Карточка сделана из письма вручную`,
  preset: msg`Задано при отправке`,
  sent_by_api: msg`Прислано через API`,
  mail_rule: msg`Правило разбора писем «{rule}»`,
  letter_unreadable: msg`Письмо не удалось разобрать: {why}`,
  product_by_page: msg`По адресу страницы: {by}`,
  product_by_link: msg`По ссылке в тексте: {by}`,
  product_by_hint: msg`Назван в уведомлении: «{by}»`,
  product_by_words: msg`По словам в тексте: «{by}»`,
  accepted: msg`Диалог принят: {name}`,
  released: msg`Диалог отдан обратно`,
  last_operator: msg`Отвечал этому человеку в прошлый раз`,
  operator_away: msg`Прежнего ответственного нет на месте`,
  waits_all_busy: msg`У всех предел открытых диалогов, правило «{rule}»`,
  waits_nobody_here: msg`Никого нет на месте, правило «{rule}»`,
  waits_outside_hours: msg`Нерабочее время`,
  person_allowed: msg`Человек разрешил ему писать`,
  person_forbade: msg`Человек запретил ему писать`,
  rated: msg`Оценка разговора: {stars}`,
  reopened: msg`Диалог открыт снова: {by}`,
  snooze_over: msg`Отложенное время вышло`,
}

/** Undefined for no reason and for a code of a newer server. */
export function reasonWords(reason: Reason | null | undefined): string | undefined {
  if (!reason) return undefined
  const words = reasons[reason.code]
  // A recogniser brings its own words in both languages.
  return words ? sayWith({ ...words, values: reason.params }) : reason.params[i18n.locale]
}

/** Lingui's extractor cannot read a spread object inside its own call. */
function sayWith(message: MessageDescriptor): string {
  return i18n._(message)
}
