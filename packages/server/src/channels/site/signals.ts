/** What a visitor did, in the words of the core. */
import { Buffer } from 'node:buffer'
import type {
  Inbound,
  InboundAttachment,
  InboundAuthor,
  InboundMessage,
  ReplyTarget,
  Signal,
} from '../channel.ts'
import type { SiteEvent, SiteForm, SiteMessage, SitePhone } from './event.ts'

export function toSignals(event: SiteEvent, at: Date): Signal[] {
  if (event.kind === 'message')
    return [{ kind: 'message', message: toMessage(event, at, { text: event.text, files: event.files }) }]
  if (event.kind === 'phone') return phoneGiven(event, at)
  return [{ kind: 'interest', interest: toCard(event, at) }]
}

const sourceNames = {
  form: 'Форма на сайте',
  callback: 'Заказ звонка',
  review: 'Отзыв на сайте',
  offline: 'Сообщение в нерабочее время',
}

function toCard(event: SiteForm, occurredAt: Date): Inbound {
  const review = event.kind === 'review'
  const callBack = event.kind === 'callback' ? [callBackField(event.phone, event.text)] : []
  return {
    ...cardOf(event, occurredAt),
    sourceType: 'site_form',
    activityClass: review ? 'review' : 'site_form',
    action: review ? 'review' : event.kind === 'callback' ? 'enquiry' : 'form_submission',
    sourceTitle: event.page.title || `${sourceNames[event.kind]} ${event.site}`,
    productHint: event.product ? { text: event.product, url: event.page.url || null } : null,
    rating: event.rating,
    replyTarget: replyTo(event),
    attachments: event.files.map(toAttachment),
    fields: [...callBack, ...event.fields, ...utmFields(event)],
    warnings: event.suspected === null ? [] : ['suspected_spam'],
  }
}

/** The phone lands in the dialog, and the call-back is a card of its own: somebody must ring. */
function phoneGiven(event: SitePhone, at: Date): Signal[] {
  const { phone, text } = event
  const field = callBackField(phone, text)
  return [
    { kind: 'message', message: { ...toMessage(event, at, { text: phone, files: [] }), fields: [field] } },
    {
      kind: 'interest',
      interest: {
        ...cardOf(event, at),
        sourceType: 'site_chat',
        activityClass: 'chat',
        action: 'enquiry',
        sourceTitle: `Чат на сайте ${event.site}`,
        text: field.value,
        replyTarget: { kind: 'call', phone },
        fields: [field, ...utmFields(event)],
      },
    },
  ]
}

function callBackField(phone: string, asked: string): { name: string; value: string } {
  return { name: 'Перезвонить', value: asked === '' ? phone : `${phone}. Вопрос: «${asked}»` }
}

type Common = SiteForm | SiteMessage | SitePhone

function cardOf(event: Common, occurredAt: Date) {
  return {
    externalId: `${event.kind}:${event.id}`,
    objectKey: null,
    sourceUrl: event.page.url || null,
    occurredAt,
    author: toAuthor(event),
    text: event.text,
    quoted: null,
    productHint: null,
    isPublic: false,
    rating: null,
    attachments: [],
    warnings: [],
    campaign: campaignOf(event),
  }
}

function toMessage(
  event: SiteMessage | SitePhone,
  occurredAt: Date,
  { text, files }: { text: string; files: SiteMessage['files'] },
): InboundMessage {
  return {
    externalId: event.id,
    chatId: event.visitorId,
    chatKind: 'private',
    direction: 'in',
    author: toAuthor(event),
    occurredAt,
    text,
    attachments: files.map(toAttachment),
    replyToId: null,
    albumKey: null,
    sourceType: 'site_chat',
    activityClass: 'chat',
    sourceUrl: event.page.url || null,
    sourceTitle: event.page.title || event.site,
    replyTarget: { kind: 'dialog', chatId: event.visitorId },
    windowUntil: null,
    fields: utmFields(event),
    productHint: null,
    campaign: campaignOf(event),
  }
}

function toAuthor({ visitorId, name, email, phone }: Common): InboundAuthor {
  return {
    network: 'site',
    externalId: visitorId,
    name: name || null,
    photoUrl: null,
    profileUrl: null,
    email: email || null,
    phone: phone || null,
  }
}

/** By what the person left; without any of it in the widget, where they wrote. */
function replyTo({ email, phone, name, visitorId, page, site }: SiteForm): ReplyTarget {
  if (email)
    return {
      kind: 'mail',
      to: email,
      toName: name || null,
      subject: `Ответ на ваше обращение: ${page.title || site}`,
      inReplyTo: null,
      references: [],
    }
  return phone ? { kind: 'call', phone } : { kind: 'dialog', chatId: visitorId }
}

function utmFields({ utm }: Common): { name: string; value: string }[] {
  return Object.entries(utm).map(([name, value]) => ({ name: `utm_${name}`, value }))
}

function campaignOf({ utm }: Common): string | null {
  return utm['campaign'] || utm['source'] || null
}

function toAttachment({
  name,
  mime,
  base64,
}: {
  name: string
  mime: string
  base64: string
}): InboundAttachment {
  const content = new Uint8Array(Buffer.from(base64, 'base64'))
  return {
    name,
    mime: mime || 'application/octet-stream',
    size: content.byteLength,
    content,
    url: null,
    inline: false,
    contentId: null,
  }
}
