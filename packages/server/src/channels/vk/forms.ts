/** Forms of requests and orders of goods: the person left details of their own. */
import { tellAct, type InboundAuthor, type ReceiveOutcome, type Signal } from '../channel.ts'
import { actOf, type Happened } from './acts.ts'
import type { LeadForm, Order } from './event.ts'
import { authorOf, linkToCommunity, linkToDialog, linkToThing } from './place.ts'

/** VK's own questions have fixed keys. */
const known: Record<string, 'name' | 'email' | 'phone'> = {
  first_name: 'name',
  last_name: 'name',
  email: 'email',
  phone_number: 'phone',
}

export function readLeadForm(form: LeadForm, { groupId, receivedAt }: Happened): ReceiveOutcome {
  const answers = form.answers.map(({ key, question, answer }) => ({
    key,
    name: question || key,
    value: [answer ?? ''].flat().join(', ').trim(),
  }))
  const of = (what: 'name' | 'email' | 'phone'): string | null =>
    answers
      .filter(({ key, value }) => known[key] === what && value !== '')
      .map(({ value }) => value)
      .join(' ') || null
  const phone = of('phone')
  const author = leadAuthor(form.user_id, { name: of('name'), email: of('email'), phone })
  return {
    kind: 'signals',
    items: [
      tellAct({
        ...actOf('0', receivedAt),
        author,
        externalId: `lead:${groupId}:${form.lead_id}`,
        action: 'form_submission',
        sourceUrl: linkToCommunity(groupId),
        sourceTitle: form.form_name || null,
        isPublic: false,
        replyTarget: phone === null ? null : { kind: 'call', phone },
        fields: answers.flatMap(({ name, value }) => (name && value ? [{ name, value }] : [])),
        campaign: form.ad_id !== undefined && form.ad_id !== '0' ? `ad:${form.ad_id}` : null,
      }),
    ],
  }
}

function leadAuthor(
  userId: string | undefined,
  told: { name: string | null; email: string | null; phone: string | null },
): InboundAuthor | null {
  const person = authorOf(userId ?? '0')
  if (person) return { ...person, ...told }
  if (told.name === null && told.email === null && told.phone === null) return null
  return { network: 'vk', externalId: null, photoUrl: null, profileUrl: null, ...told }
}

export function readOrder(order: Order, { groupId }: Happened): ReceiveOutcome {
  const [first] = order.preview_order_items
  const author = authorOf(order.user_id)
  const { recipient } = order
  return {
    kind: 'signals',
    items: [
      tellAct({
        ...actOf(order.user_id, order.date),
        author: author && { ...author, phone: recipient?.phone || null },
        externalId: keyOfOrder(order, groupId),
        objectKey: keyOfOrder(order, groupId),
        action: 'order',
        sourceUrl: linkToDialog(groupId, order.user_id),
        sourceTitle: `Заказ ${order.display_order_id ?? order.id}`,
        text: order.comment,
        isPublic: false,
        replyTarget: { kind: 'dialog', chatId: order.user_id, via: { groupId } },
        productHint: first?.item
          ? {
              text: first.item.title || first.title || null,
              url: linkToThing({ kind: 'product', owner: first.item.owner_id, id: first.item.id }),
            }
          : null,
        fields: fieldsOf(order),
      }),
    ],
  }
}

const cancelled = 5

/** Managers move orders along without the buyer's doing; the buyer's words and a cancellation are news. */
export function readOrderEdit(order: Order, { groupId, receivedAt: at }: Happened): ReceiveOutcome {
  const of: Extract<Signal, { kind: 'edited' }>['of'] = {
    kind: 'interest',
    objectKey: keyOfOrder(order, groupId),
  }
  const items: Signal[] = [{ kind: 'edited', of, text: order.comment, at }]
  if (order.status === cancelled) items.push({ kind: 'removed', of, at, by: null })
  return { kind: 'signals', items }
}

function keyOfOrder({ user_id: userId, id }: Order, groupId: string): string {
  return `vk:order${groupId}_${userId}_${id}`
}

function fieldsOf(order: Order): { name: string; value: string }[] {
  const goods = order.preview_order_items.map(({ item, title, quantity }) => {
    const name = item?.title || title
    return quantity === 1 ? name : `${name} × ${quantity}`
  })
  const rows: [string, string | undefined][] = [
    ['Товары', goods.filter(Boolean).join('\n')],
    ['Сумма', order.total_price?.text],
    ['Получатель', order.recipient?.name],
    ['Телефон', order.recipient?.phone],
    ['Доставка', [order.delivery?.type, order.delivery?.address].filter(Boolean).join(', ')],
  ]
  return rows.flatMap(([name, value]) => (value ? [{ name, value }] : []))
}
