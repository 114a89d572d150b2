/** What the scripts of the shop's site send: the form maker, the blog and the old catalogue. */
import { formsAddress, type LetterDraft } from '../letter.ts'
import type { Author } from '../people.ts'
import type { Act } from './networks.ts'

type Write = (act: Act, page: string) => LetterDraft

const site = 'polden.example'

export const tildaForm: Write = (act, page) => {
  const text = `Содержание заявки:\n\nИмя: ${act.author.name}\nPhone: ${phone(act.author)}\nEmail: ${box(act.author)}\nTextarea: ${act.text}\nГород: ${act.author.city}\nСогласие: yes\n\nДополнительная информация:\nКод заявки: 3104411:${8_800_000_000 + act.serial}\nКод блока: rec504411\nhttps://${site}/${page}?utm_source=vk&utm_campaign=osen\nutm_source: vk\nutm_campaign: osen\n-----\n`
  return {
    from: { name: 'Tilda Publishing', address: 'noreply@tilda.ws' },
    to: formsAddress,
    subject: 'Заявка с формы',
    date: act.date,
    id: `ti${act.serial}`,
    text,
    signedBy: 'tilda.ws',
  }
}

export function tildaOrder(act: Act, order: { item: string; price: number; count: number }): LetterDraft {
  const sum = order.price * order.count
  const text = `Информация о заказе:\n1. ${order.item}: ${order.count} x ${order.price} = ${sum} RUB\nСумма: ${sum} RUB\nДоставка: СДЭК, 320 RUB\nИтого: ${sum + 320} RUB\nPayment: card\n\nName: ${act.author.name}\nPhone: ${phone(act.author)}\nEmail: ${box(act.author)}\nКомментарий: ${act.text}\n\nДополнительная информация:\nКод заявки: 3104411:${8_900_000_000 + act.serial}\nКод блока: rec504412\nhttps://${site}/zerno\n-----\n`
  return {
    from: { name: 'Tilda Publishing', address: 'noreply@tilda.ws' },
    to: formsAddress,
    subject: `Новый заказ с сайта ${site}`,
    date: act.date,
    id: `to${act.serial}`,
    text,
    signedBy: 'tilda.ws',
  }
}

export const wordpressComment: Write = (act, page) => {
  const url = `https://blog.${site}/${page}/`
  const text = `Новый комментарий к записи «${act.post}»\nАвтор: ${act.author.name} (IP-адрес: 203.0.113.${(act.serial % 200) + 10}, host.example)\nE-mail: ${box(act.author)}\nURL: \nКомментарий:\n${act.text}\n\nВсе комментарии к этой записи:\n${url}#comments\n\nСсылка: ${url}#comment-${act.serial}\nУдалить: https://blog.${site}/wp-admin/comment.php?action=trash&c=${act.serial}#wpbody-content\n`
  return {
    from: { name: act.author.name, address: `wordpress@blog.${site}` },
    to: formsAddress,
    subject: `[Полдень] Комментарий: «${act.post}»`,
    date: act.date,
    id: `wp${act.serial}`,
    text,
    signedBy: null,
    headers: { 'Reply-To': box(act.author) },
  }
}

export const contactForm: Write = (act) => {
  const text = `От: ${act.author.name} <${box(act.author)}>\nТема: ${act.post}\n\nСообщение:\n${act.text}\n\n-- \nЭто сообщение отправлено с сайта через контактную форму (Полдень https://${site}).\n`
  return {
    from: { name: 'Полдень', address: `wordpress@${site}` },
    to: formsAddress,
    subject: `Полдень "${act.post}"`,
    date: act.date,
    id: `cf${act.serial}`,
    text,
    signedBy: site,
    headers: { 'Reply-To': box(act.author), 'X-WPCF7-Content-Type': 'text/plain' },
  }
}

export const bitrixForm: Write = (act) => {
  const text = `Информационное сообщение сайта Полдень Опт\n------------------------------------------\n\nВам было отправлено сообщение через форму обратной связи\n\nАвтор: ${act.author.name}\nE-mail автора: ${box(act.author)}\n\nТекст сообщения:\n${act.text}\n\nСообщение сгенерировано автоматически.\n`
  return {
    from: { name: 'Полдень Опт', address: `noreply@opt.${site}` },
    to: formsAddress,
    subject: 'Полдень Опт: Сообщение из формы обратной связи',
    date: act.date,
    id: `bx${act.serial}`,
    text,
    signedBy: null,
  }
}

export function box(author: Author): string {
  return `${author.nick.replaceAll('_', '.')}@pochta.example`
}

function phone(author: Author): string {
  const digits = String(author.id).slice(-7)
  const kazakh = ['Алматы', 'Астана', 'Шымкент', 'Караганда', 'Усть-Каменогорск'].includes(author.city)
  return `${kazakh ? '+7 701' : '+7 917'} ${digits.slice(0, 3)}-${digits.slice(3, 5)}-${digits.slice(5)}`
}
