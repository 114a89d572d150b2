/** Who did it, in words. Colleagues have names; parts of the program have codes of ours. */
import { i18n } from '@lingui/core'
import type { MessageDescriptor } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import type { ActorBrief } from '@otklik/contract'

const parts: Record<string, MessageDescriptor> = {
  bulk: msg`Программа: изменение многих карточек`,
  counters: msg`Программа: счётчики`,
  demo: msg`Программа: демонстрация`,
  files: msg`Программа: загрузка файлов`,
  greeting: msg`Программа: приветствия`,
  'import-mail': msg`Программа: загрузка архива писем`,
  intake: msg`Программа: приём`,
  'listening import': msg`Программа: импорт упоминаний`,
  listener: msg`Программа: связь с каналом`,
  'mail rules': msg`Программа: правила разбора писем`,
  notices: msg`Программа: оповещения`,
  outbox: msg`Программа: отправка ответов`,
  'planned-contacts': msg`Программа: запланированные контакты`,
  posts: msg`Программа: публикация постов`,
  proofs: msg`Программа: подтверждения`,
  public: msg`Без входа`,
  site: msg`Программа: сайт`,
  timer: msg`Программа: по времени`,
  upkeep: msg`Программа: порядок на стороне сети`,
  visitor: msg`Посетитель сайта`,
  webhooks: msg`Программа: вебхуки`,
}

export function actorWords(by: ActorBrief): string {
  const { name } = by
  if (by.kind === 'apiKey') return t`Ключ: ${name}`
  const part = by.kind === 'system' ? parts[name] : undefined
  // A name that is no part of ours is a person or a key that is gone.
  return part ? i18n._(part) : name
}
