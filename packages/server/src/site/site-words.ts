/** Words of the page without scripts. The widget has its own. */
import type { RawCall } from '../platform/http/raw-route.ts'
import type { Site } from './public-channel.ts'

export type SiteLanguage = 'ru' | 'en' | 'kk'

export const formWords = {
  ru: {
    form: 'Обратная связь',
    callback: 'Заказать звонок',
    name: 'Имя',
    phone: 'Телефон',
    email: 'Эл. почта',
    message: 'Сообщение',
    send: 'Отправить',
    thanks: 'Спасибо, мы получили ваше сообщение',
    refused: 'Отметьте согласие на обработку персональных данных и отправьте ещё раз',
    policy: 'Политика обработки данных',
    trap: 'Оставьте это поле пустым',
  },
  en: {
    form: 'Feedback',
    callback: 'Request a call',
    name: 'Name',
    phone: 'Phone',
    email: 'E-mail',
    message: 'Message',
    send: 'Send',
    thanks: 'Thank you, we have your message',
    refused: 'Tick the consent to processing of personal data and send again',
    policy: 'Privacy policy',
    trap: 'Leave this field empty',
  },
  kk: {
    form: 'Кері байланыс',
    callback: 'Қоңырауға тапсырыс',
    name: 'Аты-жөні',
    phone: 'Телефон',
    email: 'Эл. пошта',
    message: 'Хабарлама',
    send: 'Жіберу',
    thanks: 'Рақмет, хабарламаңызды алдық',
    refused: 'Дербес деректерді өңдеуге келісімді белгілеп, қайта жіберіңіз',
    policy: 'Деректерді өңдеу саясаты',
    trap: 'Бұл өрісті бос қалдырыңыз',
  },
} as const

/** The owner's choice, or the first language of the browser that we speak. */
export function readLanguage(call: RawCall, { config }: Site): SiteLanguage {
  if (config.language !== 'auto') return config.language
  const wanted = (call.http.headers.get('accept-language') ?? '').toLowerCase()
  const first = [...wanted.matchAll(/[a-z]{2}/g)].map(([code]) => code).find(isKnown)
  return first ?? 'ru'
}

function isKnown(code: string): code is SiteLanguage {
  return code === 'ru' || code === 'en' || code === 'kk'
}
