/** The business's own site: the widget, its forms and reviews. The public endpoints live in the slice `site`. */
import type { Channel, CredentialField, Words } from '../channel.ts'
import { Config } from './config.ts'
import { receive } from './receive.ts'
import { check, send } from './send.ts'

export { Config as SiteConfig } from './config.ts'
export { isOpenAt } from './open-hours.ts'
export type { SiteEventInput } from './event.ts'

const words = (ru: string, en: string): Words => ({ ru, en })

type More = Partial<Omit<CredentialField, 'name' | 'label'>>

function field(name: string, label: Words, more: More = {}): CredentialField {
  return { name, label, hint: null, type: 'text', required: false, ...more }
}

const places: CredentialField[] = [
  field('origins', words('Адреса сайта', 'Addresses of the site'), {
    hint: words(
      'Через запятую: https://shop.ru, https://www.shop.ru. На других сайтах виджет не откроется.',
      'Separated by commas: https://shop.com, https://www.shop.com. On other sites the widget does not open.',
    ),
    required: true,
  }),
  field('language', words('Язык', 'Language'), {
    type: 'select',
    options: [
      { value: 'auto', label: words('Как у посетителя', 'The visitor’s own') },
      { value: 'ru', label: words('Русский', 'Russian') },
      { value: 'en', label: words('Английский', 'English') },
      { value: 'kk', label: words('Казахский', 'Kazakh') },
    ],
    default: 'auto',
  }),
  field('color', words('Цвет', 'Colour'), {
    hint: words('Например #1864ab', 'Such as #1864ab'),
    default: '#1864ab',
  }),
  field('corner', words('Где стоит', 'Where it stands'), {
    type: 'select',
    options: [
      { value: 'right', label: words('Справа внизу', 'Bottom right') },
      { value: 'left', label: words('Слева внизу', 'Bottom left') },
    ],
    default: 'right',
  }),
  field('scheme', words('Оформление', 'Look'), {
    type: 'select',
    options: [
      { value: 'auto', label: words('Как у посетителя', 'The visitor’s own') },
      { value: 'light', label: words('Светлое', 'Light') },
      { value: 'dark', label: words('Тёмное', 'Dark') },
    ],
    default: 'auto',
  }),
  field('title', words('Заголовок виджета', 'Title of the widget')),
  field('greeting', words('Первые слова в чате', 'First words of the chat')),
]

const offers: CredentialField[] = [
  field('chat', words('Чат', 'Chat'), { type: 'boolean', default: true }),
  field('form', words('Форма обратной связи', 'Feedback form'), { type: 'boolean', default: true }),
  field('callback', words('Заказ звонка', 'Call-back'), { type: 'boolean', default: true }),
  field('reviews', words('Отзывы о товарах', 'Product reviews'), { type: 'boolean', default: false }),
  field('askPhone', words('Бот просит телефон', 'The bot asks for a phone'), {
    hint: words(
      'Скажет после первого сообщения: «Оставьте телефон, и менеджер перезвонит». Пусто: не просит.',
      'Said after the first message: “Leave your phone and we call back”. Empty: does not ask.',
    ),
  }),
]

const hours: CredentialField[] = [
  field('workDays', words('Рабочие дни', 'Working days'), {
    type: 'select',
    options: [
      { value: 'daily', label: words('Каждый день', 'Every day') },
      { value: 'weekdays', label: words('Понедельник – пятница', 'Monday to Friday') },
      { value: 'six', label: words('Понедельник – суббота', 'Monday to Saturday') },
    ],
    default: 'daily',
    advanced: true,
  }),
  field('workFrom', words('Работаем с', 'Open from'), {
    hint: words(
      '09:00; одинаковое начало и конец — круглосуточно',
      '09:00; the same start and end is round the clock',
    ),
    default: '00:00',
    advanced: true,
  }),
  field('workTo', words('Работаем до', 'Open until'), { default: '00:00', advanced: true }),
  field('hoursWords', words('Что сказать в нерабочее время', 'Words outside of working hours'), {
    hint: words('«Отвечаем с 9 до 18. Оставьте контакт»', '“We answer from 9 to 18. Leave your contact”'),
    advanced: true,
  }),
]

const consents: CredentialField[] = [
  field('operatorName', words('Оператор персональных данных', 'Operator of personal data'), {
    hint: words('Название организации, как в согласии', 'Name of the organisation, as in the consent'),
    required: true,
  }),
  field('operatorAddress', words('Адрес оператора', 'Address of the operator'), { required: true }),
  field('policyUrl', words('Политика обработки данных', 'Privacy policy'), {
    hint: words('Ссылка на страницу сайта', 'Link to a page of the site'),
  }),
  field('processingText', words('Согласие на обработку', 'Consent to processing'), {
    hint: words(
      'Отдельная галочка, по умолчанию снята. Слов о рекламе здесь быть не может.',
      'A box of its own, never ticked beforehand. It may say nothing about advertising.',
    ),
    required: true,
  }),
  field('advertisingText', words('Согласие на рекламу', 'Consent to advertising'), {
    hint: words('Вторая галочка. Пусто: не спрашиваем.', 'The second box. Empty: it is not asked.'),
  }),
  field('visitsText', words('Согласие на учёт посещений', 'Consent to the record of visits'), {
    hint: words('Пусто: посещения не записываются.', 'Empty: visits are not recorded.'),
  }),
  field('dataList', words('Какие данные', 'Which data'), {
    hint: words(
      'Войдёт в полный текст согласия. Пусто: имя, телефон, почта, сообщение, IP-адрес, сведения о браузере.',
      'Part of the full text of the consent. Empty: name, phone, e-mail, message, IP address, browser.',
    ),
    advanced: true,
  }),
  field('actionList', words('Что делаете с данными', 'What you do with them'), {
    hint: words(
      'Пусто: сбор, запись, хранение, …, удаление',
      'Empty: collection, recording, storage, …, deletion',
    ),
    advanced: true,
  }),
  field('termWords', words('Срок согласия', 'Term of the consent'), {
    hint: words('Пусто: до отзыва', 'Empty: until withdrawn'),
    advanced: true,
  }),
  field('withdrawalWords', words('Как отозвать', 'How to withdraw'), {
    hint: words('Пусто: в окне чата или письмом вам', 'Empty: in the chat window or by writing to you'),
    advanced: true,
  }),
  field('textVersion', words('Версия текстов', 'Version of the texts'), {
    hint: words('Меняйте вместе с текстом согласия', 'Change it together with the words of a consent'),
    default: '1',
    advanced: true,
  }),
]

export const site: Channel<Config> = {
  manifest: {
    kind: 'site',
    name: words('Сайт', 'Site'),
    about: words(
      'Чат, формы, заказ звонка и отзывы на вашем сайте: одна строка кода',
      'Chat, forms, call-back and reviews on your site: one line of code',
    ),
    icon: 'site',
    sourceType: 'site_chat',
    fields: [...places, ...offers, ...consents, ...hours],
    receives: 'push',
    answers: true,
    answersTo: ['dialog'],
    importsHistory: false,
    hook: null,
    textLimit: 4000,
    messageLimits: { text: 4000, caption: null, files: 5, fileSize: 10_485_760, imageSize: 10_485_760 },
    writeFirst: {
      allowed: false,
      reason: words('Разговор на сайте начинает посетитель', 'On a site the visitor begins the talk'),
    },
  },
  schema: Config,
  // Everything comes by the public endpoints of the slice `site`, which check it; the bare hook address is closed.
  verify: () => ({ kind: 'refuse' }),
  receive,
  send,
  check,
}
