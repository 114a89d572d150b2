/** Words of exported files. The vocabulary is open: a value without words is written as it is. */
type Locale = 'ru' | 'en'
type Words = Record<string, readonly [ru: string, en: string]>

const words: Words = {
  occurredAt: ['Когда', 'Date'],
  receivedAt: ['Поступило', 'Received'],
  sourceType: ['Тип источника', 'Source type'],
  activityClass: ['Класс', 'Class'],
  channel: ['Канал', 'Channel'],
  sourceTitle: ['Источник', 'Source'],
  sourceUrl: ['Ссылка', 'Link'],
  author: ['Автор', 'Author'],
  authorProfile: ['Страница автора', 'Author profile'],
  authorEmail: ['Почта автора', 'Author e-mail'],
  authorPhone: ['Телефон автора', 'Author phone'],
  action: ['Действие', 'Action'],
  text: ['Текст', 'Text'],
  product: ['Продукт', 'Product'],
  responsible: ['Ответственный', 'Responsible'],
  level: ['Ступень', 'Level'],
  isPublic: ['Публично', 'Public'],
  rating: ['Оценка', 'Rating'],
  answeredAt: ['Первый ответ', 'First answer'],
  processedAt: ['Обработано', 'Processed'],
  processedBy: ['Кто обработал', 'Processed by'],
  processedWay: ['Как обработано', 'How processed'],
  processedReason: ['Причина', 'Reason'],
  proofs: ['Подтверждений', 'Proofs'],
  id: ['Номер карточки', 'Card id'],
  yes: ['да', 'yes'],
  no: ['нет', 'no'],
  sheet: ['Отклики', 'Interests'],
}

const values: Words = {
  vk: ['ВКонтакте', 'VK'],
  ok: ['Одноклассники', 'OK'],
  telegram: ['Телеграм', 'Telegram'],
  max: ['MAX', 'MAX'],
  whatsapp: ['WhatsApp', 'WhatsApp'],
  facebook: ['Facebook', 'Facebook'],
  instagram: ['Instagram', 'Instagram'],
  x: ['X', 'X'],
  youtube: ['YouTube', 'YouTube'],
  avito: ['Авито', 'Avito'],
  yandex_maps: ['Яндекс Карты', 'Yandex Maps'],
  '2gis': ['2ГИС', '2GIS'],
  site_comment: ['Сайт, комментарии', 'Site comments'],
  site_chat: ['Чат сайта', 'Site chat'],
  mailbox: ['Почта', 'Mail'],
  phone: ['Телефон', 'Phone'],
  sandbox: ['Песочница', 'Sandbox'],
  other: ['Другое', 'Other'],
  social: ['Соцсети', 'Social'],
  // Both a source type and a class.
  site_form: ['Форма сайта', 'Site form'],
  mail: ['Письма', 'Letters'],
  chat: ['Чаты', 'Chats'],
  like: ['Лайк', 'Like'],
  repost: ['Репост', 'Repost'],
  comment: ['Комментарий', 'Comment'],
  review: ['Отзыв', 'Review'],
  enquiry: ['Запрос', 'Enquiry'],
  question: ['Вопрос', 'Question'],
  mention: ['Упоминание', 'Mention'],
  subscription: ['Подписка', 'Subscription'],
  click_through: ['Переход', 'Click-through'],
  form_submission: ['Заявка', 'Form'],
  email: ['Письмо', 'E-mail'],
  chat_message: ['Сообщение', 'Message'],
  call: ['Звонок', 'Call'],
  missed_call: ['Пропущенный звонок', 'Missed call'],
  outgoing_call: ['Исходящий звонок', 'Outgoing call'],
  activity: ['Активность', 'Activity'],
  critical: ['Суперважное', 'Super-important'],
  negative: ['Негатив', 'Negative'],
  positive_neutral: ['Позитив и нейтральное', 'Positive or neutral'],
  irrelevant: ['Не по теме', 'Irrelevant'],
  junk: ['Мусор', 'Junk'],
  answer: ['Ответ отправлен', 'Answer sent'],
  proof: ['Подтверждение', 'Proof'],
  reason: ['Вручную с причиной', 'By hand, with a reason'],
  no_reply_needed: ['Ответ не нужен', 'No answer needed'],
  withdrawn: ['Отозвано автором', 'Taken back by the author'],
}

export type { Locale }

export function exportWord(word: string, locale: Locale): string {
  return inWords(words, word, locale)
}

export function valueWord(value: string | null, locale: Locale): string {
  return value === null ? '' : inWords(values, value, locale)
}

function inWords(known: Words, word: string, locale: Locale): string {
  return known[word]?.[locale === 'ru' ? 0 : 1] ?? word
}
