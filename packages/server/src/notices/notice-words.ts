/** Notices in words of both languages, for letters and pushes. The inbox on the screen has its own. */
import type { NoticeKind } from '@otklik/contract'

export type Locale = 'ru' | 'en'

export interface Told {
  kind: NoticeKind
  count: number
  who: string
  text: string
  sourceType: string | null
  interestId: string | null
  conversationId: string | null
}

/** One line: «3 новых отклика: ВКонтакте». */
export function noticeTitle(told: Told, locale: Locale): string {
  return locale === 'ru' ? russian(told) : english(told)
}

/** Where a click leads. */
export function noticePath({ kind, count, interestId, conversationId, sourceType }: Told): string {
  if (kind === 'planned_contact') return '/planned'
  if (kind === 'channel_trouble' || kind === 'channel_warning') return '/settings/channels'
  if (conversationId) return `/conversations?dialog=${conversationId}`
  if (kind === 'webhook_stopped') return '/settings/webhooks'
  if (kind === 'invitation_accepted') return '/settings/members'
  if (interestId && (count === 1 || (kind !== 'new_card' && kind !== 'assigned')))
    return `/feed?card=${interestId}`
  if (kind === 'assigned') return '/feed?tab=mine'
  return sourceType
    ? `/feed?tab=unassigned&sourceType=${encodeURIComponent(sourceType)}`
    : '/feed?tab=unassigned'
}

export function countWords(count: number, forms: { one: string; few: string; many: string }): string {
  const form = new Intl.PluralRules('ru').select(count)
  return `${count} ${form === 'one' ? forms.one : form === 'few' ? forms.few : forms.many}`
}

function russian({ kind, count, who, sourceType }: Told): string {
  const name = who || (isOfSite(sourceType) ? 'Посетитель сайта' : 'Без имени')
  const source = sourceName(sourceType, 'ru')
  const lines: Record<NoticeKind, string> = {
    new_card:
      count === 1
        ? `Новый отклик: ${name}${source && `, ${source}`}`
        : `${countWords(count, { one: 'новый отклик', few: 'новых отклика', many: 'новых откликов' })}${source && `: ${source}`}`,
    new_message:
      count === 1
        ? `Новое сообщение: ${name}`
        : `${name}: ${countWords(count, { one: 'новое сообщение', few: 'новых сообщения', many: 'новых сообщений' })}`,
    assigned: count === 1 ? `Вам назначена карточка: ${name}` : `Вам назначено карточек: ${count}`,
    handed_over: `${name}: вам передана карточка`,
    answer_failed: `Проверьте отправку ответа: ${name}`,
    mention: `${name}: вас упомянули в заметке`,
    planned_contact: `Пора связаться: ${name}`,
    channel_warning: `Взгляните на канал: ${name}`,
    channel_trouble: `Канал не работает: ${name}`,
    webhook_stopped: `Вебхук выключен: ${name}`,
    invitation_accepted: `${name}: приглашение принято`,
  }
  return lines[kind]
}

function english({ kind, count, who, sourceType }: Told): string {
  const name = who || (isOfSite(sourceType) ? 'Visitor of the site' : 'No name')
  const source = sourceName(sourceType, 'en')
  const lines: Record<NoticeKind, string> = {
    new_card:
      count === 1
        ? `New interest: ${name}${source && `, ${source}`}`
        : `${count} new interests${source && `: ${source}`}`,
    new_message: count === 1 ? `New message: ${name}` : `${name}: ${count} new messages`,
    assigned: count === 1 ? `A card is assigned to you: ${name}` : `${count} cards are assigned to you`,
    handed_over: `${name} handed a card over to you`,
    answer_failed: `Check your answer to ${name}`,
    mention: `${name} mentioned you in a note`,
    planned_contact: `Time to contact ${name}`,
    channel_warning: `Look at the channel: ${name}`,
    channel_trouble: `Channel does not work: ${name}`,
    webhook_stopped: `Webhook switched off: ${name}`,
    invitation_accepted: `${name} accepted the invitation`,
  }
  return lines[kind]
}

/** Whoever writes on our own site need not have a name. */
function isOfSite(sourceType: string | null): boolean {
  return sourceType?.startsWith('site_') ?? false
}

const sources: Record<string, Record<Locale, string>> = {
  vk: { ru: 'ВКонтакте', en: 'VK' },
  ok: { ru: 'Одноклассники', en: 'OK' },
  telegram: { ru: 'Телеграм', en: 'Telegram' },
  max: { ru: 'MAX', en: 'MAX' },
  whatsapp: { ru: 'WhatsApp', en: 'WhatsApp' },
  facebook: { ru: 'Facebook', en: 'Facebook' },
  instagram: { ru: 'Instagram', en: 'Instagram' },
  x: { ru: 'X', en: 'X' },
  youtube: { ru: 'YouTube', en: 'YouTube' },
  avito: { ru: 'Авито', en: 'Avito' },
  yandex_maps: { ru: 'Яндекс Карты', en: 'Yandex Maps' },
  '2gis': { ru: '2ГИС', en: '2GIS' },
  site_form: { ru: 'форма сайта', en: 'site form' },
  site_comment: { ru: 'комментарии сайта', en: 'site comments' },
  site_chat: { ru: 'чат сайта', en: 'site chat' },
  mailbox: { ru: 'почта', en: 'mail' },
  phone: { ru: 'телефон', en: 'phone' },
  api: { ru: 'API', en: 'API' },
  sandbox: { ru: 'песочница', en: 'sandbox' },
  other: { ru: 'другое', en: 'other' },
}

function sourceName(type: string | null, locale: Locale): string {
  return type ? (sources[type]?.[locale] ?? type.replaceAll('_', ' ')) : ''
}
