/** The vocabulary of the contract in words. A value the interface does not know is shown as it is. */
import type {
  ActionType,
  DeliveryState,
  FeedOrder,
  FeedTab,
  LeadState,
  SourceType,
  TriageLevel,
} from '@otklik/contract'
import { i18n } from '@lingui/core'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { sourceOf } from '@otklik/ui'
import type { Tone } from '@otklik/ui'

const sources: Record<string, MessageDescriptor> = {
  vk: msg`ВКонтакте`,
  ok: msg`Одноклассники`,
  telegram: msg`Телеграм`,
  max: msg`MAX`,
  whatsapp: msg`WhatsApp`,
  facebook: msg`Facebook`,
  instagram: msg`Instagram`,
  x: msg`X`,
  youtube: msg`YouTube`,
  avito: msg`Авито`,
  yandex_maps: msg`Яндекс Карты`,
  '2gis': msg`2ГИС`,
  site_form: msg`Форма сайта`,
  site_comment: msg`Сайт, комментарии`,
  site_chat: msg`Чат сайта`,
  mailbox: msg`Почта`,
  phone: msg`Телефон`,
  api: msg`API`,
  sandbox: msg`Песочница`,
  other: msg`Другое`,
}

const actions: Record<string, MessageDescriptor> = {
  like: msg`Лайк`,
  repost: msg`Репост`,
  comment: msg`Комментарий`,
  review: msg`Отзыв`,
  enquiry: msg`Запрос`,
  question: msg`Вопрос`,
  mention: msg`Упоминание`,
  subscription: msg`Подписка`,
  click_through: msg`Переход на сайт`,
  form_submission: msg`Заявка`,
  email: msg`Письмо`,
  chat_message: msg`Сообщение`,
  call: msg`Звонок`,
  missed_call: msg`Пропущенный звонок`,
  outgoing_call: msg`Исходящий звонок`,
  order: msg`Заказ`,
  activity: msg`Активность`,
}

const classes: Record<string, MessageDescriptor> = {
  social: msg`Соцсети`,
  site_form: msg`Формы сайта`,
  review: msg`Отзывы`,
  mail: msg`Письма`,
  chat: msg`Чаты`,
}

const levels: Record<string, MessageDescriptor> = {
  critical: msg`Суперважное`,
  negative: msg`Негатив`,
  positive_neutral: msg`Позитив и нейтральное`,
  irrelevant: msg`Не по теме`,
  junk: msg`Мусор`,
}

const tabs: Record<FeedTab, MessageDescriptor> = {
  all: msg`Все`,
  mine: msg`Мои`,
  unassigned: msg`Ничьи`,
  unanswered: msg`Без ответа`,
  public: msg`Публичные`,
  conflicts: msg`Конфликты`,
  handed_over: msg`Переданы`,
  leads: msg`Лиды`,
  auto: msg`Отсев`,
}

const orders: Record<FeedOrder, MessageDescriptor> = {
  newest: msg`Сначала новые`,
  oldest: msg`Сначала старые`,
  urgent: msg`По срочности`,
  intent: msg`Ближе к покупке`,
}

const deliveries: Record<DeliveryState, { words: MessageDescriptor; tone: Tone }> = {
  queued: { words: msg`ждёт отправки`, tone: 'blue' },
  sending: { words: msg`отправляется`, tone: 'blue' },
  sent: { words: msg`отправлено`, tone: 'green' },
  failed: { words: msg`не отправлено`, tone: 'red' },
  bounced: { words: msg`не доставлено`, tone: 'red' },
  unknown: { words: msg`неясно, дошло ли`, tone: 'amber' },
  cancelled: { words: msg`отменено`, tone: 'grey' },
}

const leadStateWords: Record<LeadState, { words: MessageDescriptor; tone: Tone }> = {
  open: { words: msg`лид`, tone: 'accent' },
  customer: { words: msg`клиент`, tone: 'green' },
  lost: { words: msg`лид потерян`, tone: 'grey' },
}

export const levelTones: Record<TriageLevel, Tone> = {
  critical: 'red',
  negative: 'red',
  positive_neutral: 'grey',
  irrelevant: 'grey',
  junk: 'grey',
}

export function sourceWords(type: SourceType): string {
  return inWords(sources[type], type)
}

/** Where an identity of the author lives: a network, the mail, or the very site. */
export function networkWords(network: string): string {
  return network.startsWith('site:') ? network.slice('site:'.length) : sourceWords(sourceOf(network))
}

export function actionWords(action: ActionType): string {
  return inWords(actions[action], action)
}

export function classWords(value: string): string {
  return inWords(classes[value], value)
}

export function levelWords(level: string): string {
  return inWords(levels[level], level)
}

export function tabWords(tab: FeedTab): string {
  return i18n._(tabs[tab])
}

export function orderWords(order: FeedOrder): string {
  return i18n._(orders[order])
}

export function leadWords(state: LeadState): { words: string; tone: Tone } {
  const { words, tone } = leadStateWords[state]
  return { words: i18n._(words), tone }
}

export function deliveryWords(state: DeliveryState): { words: string; tone: Tone } {
  const { words, tone } = deliveries[state]
  return { words: i18n._(words), tone }
}

/** A word brought by a rule or an API caller reads better without underscores. */
function inWords(known: MessageDescriptor | undefined, value: string): string {
  return known ? i18n._(known) : value.replaceAll('_', ' ')
}
