/** Long work in words. */
import type { Operation } from '@otklik/contract'
import { i18n } from '@lingui/core'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

const titles: Record<string, MessageDescriptor> = {
  'channel.history': msg`История: {title}`,
  'listening.import': msg`Упоминания: {title}`,
  'webhook.past': msg`Карточки в вебхук «{title}»`,
  'mail_rules.count': msg`Подсчёт по правилу: {title}`,
  'mail_rules.apply': msg`Прошлые письма по правилу: {title}`,
  'mail_rules.undo': msg`Возврат карточек по правилу: {title}`,
}

const outcomes: Record<string, MessageDescriptor> = {
  stored: msg`новых {count}`,
  interest: msg`новых {count}`,
  known: msg`уже были {count}`,
  duplicate: msg`уже были {count}`,
  ignored: msg`без карточки {count}`,
  unreadable: msg`не прочитано {count}`,
  failed: msg`ошибок {count}`,
  matched: msg`подошло писем {count}`,
  same: msg`уже так {count}`,
  kept: msg`оставлено как есть {count}`,
  noCard: msg`без карточки {count}`,
  restored: msg`возвращено {count}`,
  queued: msg`поставлено в очередь {count}`,
  changed: msg`изменено {count}`,
  skipped: msg`пропущено {count}`,
}

export function operationTitle({ kind, title }: Operation): string {
  const words = titles[kind]
  return words ? sayWith({ ...words, values: { title } }) : title
}

/** «новых 120, уже были 8»; undefined while there is nothing to say. */
export function outcomeWords({ outcome }: Operation): string | undefined {
  const said = Object.entries(outcome).flatMap(([name, count]) => {
    const words = outcomes[name]
    return words && count > 0 ? [sayWith({ ...words, values: { count } })] : []
  })
  return said.length === 0 ? undefined : said.join(', ')
}

/** Lingui's extractor cannot read a spread object inside its own call. */
function sayWith(message: MessageDescriptor): string {
  return i18n._(message)
}
