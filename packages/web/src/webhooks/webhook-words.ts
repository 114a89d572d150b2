/** Webhooks in words. */
import type { Webhook, WebhookDelivery, WebhookEvent } from '@otklik/contract'
import { i18n } from '@lingui/core'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Tone } from '@otklik/ui'

const events: Record<WebhookEvent, MessageDescriptor> = {
  'interest.created': msg`Новый отклик`,
  'interest.claimed': msg`Карточку взяли`,
  'interest.assigned': msg`Назначен ответственный`,
  'interest.processed': msg`Обработано`,
  'interest.reopened': msg`Открыта снова`,
  'interest.changed': msg`Изменились поля, подтверждение, заметка`,
  'answer.changed': msg`Изменилось состояние ответа`,
  'lead.created': msg`Отклик стал лидом`,
  'conversation.created': msg`Новый диалог`,
  'conversation.changed': msg`Изменился диалог`,
  'message.created': msg`Новое сообщение`,
  'message.changed': msg`Изменилось сообщение`,
}

const more: Record<string, MessageDescriptor> = {
  'interest.copied': msg`Карточка за прошлый период`,
  'webhook.test': msg`Проверка`,
}

const states: Record<Webhook['state'], { words: MessageDescriptor; tone: Tone }> = {
  active: { words: msg`работает`, tone: 'green' },
  paused: { words: msg`на паузе`, tone: 'grey' },
  stopped: { words: msg`выключен после сбоев`, tone: 'red' },
}

const deliveries: Record<WebhookDelivery['state'], { words: MessageDescriptor; tone: Tone }> = {
  waiting: { words: msg`ждёт`, tone: 'amber' },
  delivered: { words: msg`доставлено`, tone: 'green' },
  failed: { words: msg`не доставлено`, tone: 'red' },
}

/** Codes that stand before the words of the server. */
const errors: Record<string, MessageDescriptor> = {
  NO_ANSWER: msg`Получатель не ответил за 10 секунд или недоступен`,
  HOST_NOT_FOUND: msg`Такого адреса в интернете нет`,
  ADDRESS_NOT_ALLOWED: msg`Адрес внутри вашей сети. Если так и нужно, администратор добавляет его в OTKLIK_ALLOW_NETWORKS`,
}

export function eventWords(type: string): string {
  const words = (events as Record<string, MessageDescriptor>)[type] ?? more[type]
  return words ? i18n._(words) : type
}

export function webhookState({ state, failures }: Webhook): { words: string; tone: Tone } {
  if (state === 'active' && failures > 0)
    return { words: i18n._(msg`были сбои, пробуем снова`), tone: 'amber' }
  const { words, tone } = states[state]
  return { words: i18n._(words), tone }
}

export function deliveryState(state: WebhookDelivery['state']): { words: string; tone: Tone } {
  const { words, tone } = deliveries[state]
  return { words: i18n._(words), tone }
}

/** «STATUS: 500» and the like, as a person understands it. */
export function errorWords(error: string): string {
  const [, code = '', rest = ''] = /^([A-Z_]+): (.*)$/s.exec(error) ?? []
  if (code === 'STATUS') return i18n._(msg`Получатель ответил кодом ${rest}`)
  const words = errors[code]
  return words ? i18n._(words) : error
}
