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

/** What stands in the document of a consent where the owner wrote nothing of their own. */
export const documentWords = {
  ru: {
    full: 'Полный текст',
    operator: 'Оператор',
    data: 'Какие данные',
    dataList: 'имя, телефон, эл. почта, слова и файлы, которые я отправляю, IP-адрес, сведения о браузере',
    visitsData:
      'адреса и заголовки открытых страниц сайта, время, откуда пришёл, рекламные метки, IP-адрес и сведения о браузере в момент согласия',
    actions: 'Что с ними делают',
    actionList:
      'сбор, запись, хранение, уточнение, использование, удаление, с применением средств автоматизации',
    term: 'Срок',
    termWords: 'до отзыва согласия',
    withdrawal: 'Как отозвать',
    withdrawalWords: 'снять галочку в окне чата, раздел «Мои согласия», или написать оператору',
  },
  en: {
    full: 'Full text',
    operator: 'Operator',
    data: 'Which data',
    dataList: 'name, phone, e-mail, the words and files I send, IP address, description of the browser',
    visitsData:
      'addresses and titles of opened pages of the site, time, where I came from, tags of advertising, IP address and description of the browser at the consent',
    actions: 'What is done with them',
    actionList: 'collection, recording, storage, correction, use, deletion, by automated means',
    term: 'Term',
    termWords: 'until the consent is withdrawn',
    withdrawal: 'How to withdraw',
    withdrawalWords: 'untick the box in the chat window, “My consents”, or write to the operator',
  },
  kk: {
    full: 'Толық мәтін',
    operator: 'Оператор',
    data: 'Қандай деректер',
    dataList:
      'аты-жөні, телефон, эл. пошта, мен жіберген сөздер мен файлдар, IP-мекенжай, браузер туралы мәлімет',
    visitsData:
      'сайттың ашылған беттерінің мекенжайлары мен атаулары, уақыты, қайдан келгенім, жарнама белгілері, келісім берген сәттегі IP-мекенжай мен браузер туралы мәлімет',
    actions: 'Олармен не істейді',
    actionList: 'жинау, жазу, сақтау, нақтылау, пайдалану, жою, автоматтандыру құралдарымен',
    term: 'Мерзімі',
    termWords: 'келісім қайтарып алынғанға дейін',
    withdrawal: 'Қалай қайтарып алуға болады',
    withdrawalWords:
      'чат терезесіндегі «Менің келісімдерім» бөлімінде белгіні алып тастау немесе операторға жазу',
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
