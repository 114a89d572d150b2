import type { ChannelManifest, CredentialField } from '../channel.ts'
import { limits } from './upload.ts'

const keys: CredentialField[] = [
  {
    name: 'groupToken',
    label: { ru: 'Ключ доступа группы', en: 'Access key of the group' },
    hint: {
      ru: 'Группа → Настройки → Сообщения → «Ключ доступа» → «Получить ключ». Новый ключ отменяет прежний.',
      en: 'Group → Settings → Messages → “Access key” → “Get the key”. A new key cancels the old one.',
    },
    type: 'secret',
    required: true,
  },
  {
    name: 'applicationKey',
    label: { ru: 'Публичный ключ приложения', en: 'Public key of the application' },
    hint: {
      ru: 'Нужен для комментариев, классов, участников и публикации постов. Приходит письмом после регистрации приложения и стоит в его настройках.',
      en: 'Needed for comments, likes, members and publishing posts. Comes by letter after the application is registered and stands in its settings.',
    },
    type: 'text',
    required: false,
  },
  {
    name: 'applicationSecret',
    label: { ru: 'Секретный ключ приложения', en: 'Secret key of the application' },
    hint: null,
    type: 'secret',
    required: false,
  },
  {
    name: 'accessToken',
    label: { ru: 'Ключ доступа администратора', en: 'Access token of an administrator' },
    hint: {
      ru: 'В настройках приложения: «Вечный access_token» → «Получить новый». Под учётной записью администратора группы.',
      en: 'In the settings of the application: “Eternal access_token” → “Get a new one”, logged in as an administrator of the group.',
    },
    type: 'secret',
    required: false,
  },
]

const rare: CredentialField[] = [
  {
    name: 'delivery',
    label: { ru: 'Как получать сообщения', en: 'How messages are received' },
    hint: null,
    type: 'select',
    options: [
      {
        value: 'auto',
        label: {
          ru: 'Одноклассники присылают сами, если сервер доступен из интернета',
          en: 'OK pushes, if the server can be reached from the internet',
        },
      },
      { value: 'poll', label: { ru: 'Всегда забирать самим', en: 'Always fetch' } },
    ],
    required: false,
    default: 'auto',
    advanced: true,
  },
  {
    name: 'checkSource',
    label: { ru: 'Принимать только с адресов Одноклассников', en: 'Take pushes from addresses of OK alone' },
    hint: {
      ru: 'Список адресов Одноклассники меняют без предупреждения. Непринятое Отклик забирает сам в течение минуты.',
      en: 'OK changes the list of its addresses without a word. What was refused is fetched within a minute.',
    },
    type: 'boolean',
    required: false,
    default: false,
    advanced: true,
  },
  {
    name: 'apiUrl',
    label: { ru: 'Адрес API Одноклассников', en: 'Address of the API of OK' },
    hint: null,
    type: 'text',
    required: false,
    default: 'https://api.ok.ru',
    advanced: true,
  },
]

export const manifest: ChannelManifest = {
  kind: 'ok',
  name: { ru: 'Одноклассники', en: 'OK' },
  about: {
    ru: 'Сообщения группе, комментарии под её темами, фото, видео и товарами, классы, вступления и выходы',
    en: 'Messages to a group, comments under its topics, photos, videos and products, likes, joins and leaves',
  },
  icon: 'ok',
  sourceType: 'ok',
  receives: 'both',
  keepsHours: 8,
  answers: true,
  answersTo: ['dialog', 'comment'],
  importsHistory: true,
  hook: null,
  textLimit: limits.text,
  posts: { textLimit: null, knowsRepeatsMinutes: null },
  messageLimits: limits,
  writeFirst: {
    allowed: false,
    reason: {
      ru: 'Группа не пишет первой: человек должен сам начать диалог',
      en: 'A group does not write first: the person has to begin the dialog',
    },
  },
  acts: ['edit_comment', 'remove_comment', 'typing', 'mark_read'],
  fields: [...keys, ...rare],
}
