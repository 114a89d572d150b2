/** Letters of places where shops are reviewed, and of the message board. */
import { escapeHtml, type LetterDraft } from '../letter.ts'
import type { Act } from './networks.ts'

export function yandexReview(act: Act, stars: number): LetterDraft {
  const verb = act.author.woman ? 'поставила' : 'поставил'
  const html = `<html><body><table><tr><td>«Кофейня Полдень»</td></tr><tr><td>Казань, Садовая ул., 14</td></tr><tr><td>${short(act.author.name)} ${verb} ${stars} из 5</td></tr><tr><td>${escapeHtml(act.text)}</td></tr><tr><td><a href="https://sender.yandex.net/l/9/8/7/*https://yandex.ru/maps/org/polden/104400220/reviews?reviewId=Rv-${act.serial}">Ответить</a></td></tr><tr><td>Команда Яндекс Бизнеса</td></tr></table></body></html>`
  return {
    from: { name: 'Яндекс Бизнес', address: 'email@business.yandex.ru' },
    subject: 'Новый отзыв о «Кофейня Полдень»',
    date: act.date,
    id: `ya${act.serial}`,
    html,
    signedBy: 'business.yandex.ru',
  }
}

export function twogisReview(act: Act, isGood: boolean): LetterDraft {
  const html = `<html><body><p>О компании</p><p>Кофейня Полдень</p><p>написали ${isGood ? 'хороший' : 'плохой'} отзыв</p><p>${short(act.author.name)}</p><p>${escapeHtml(act.text)}</p><p><a href="https://sender.2gis.com/r/P${act.serial}/*https://2gis.ru/kazan/firm/70000014411/tab/reviews/review/${act.serial}?utm_source=mail">Читать полностью</a></p></body></html>`
  return {
    from: { name: '2ГИС для бизнеса', address: 'noreply@account.2gis.com' },
    subject: 'Ваш клиент ждёт ответа на отзыв',
    date: act.date,
    id: `gis${act.serial}`,
    html,
    signedBy: 'account.2gis.com',
  }
}

export function avitoMessage(act: Act): LetterDraft {
  const name = act.author.name.split(' ')[0]
  const verb = act.author.woman ? 'написала' : 'написал'
  const html = `<p>${name} ${verb} вам сообщение по объявлению «${act.post}»</p><p>${escapeHtml(act.text)}</p><p><a href="https://www.avito.ru/profile/messenger/channel/u2i-pO${act.author.id}~1?messageId=m${act.serial}">Ответить</a></p><p><a href="https://www.avito.ru/kazan/bytovaya_tehnika/kofevarka_44${act.postId}?utm_source=mail">${act.post}</a></p>`
  return {
    from: { name: 'Авито', address: 'noreply@avito.ru' },
    subject: 'Вам пришло новое сообщение',
    date: act.date,
    id: `av${act.serial}`,
    html,
    signedBy: 'avito.ru',
  }
}

/** «Марина Савельева» -> «Марина С.», as these places show people. */
function short(name: string): string {
  const [first = '', last = ''] = name.split(' ')
  return `${first} ${last.slice(0, 1)}.`
}
