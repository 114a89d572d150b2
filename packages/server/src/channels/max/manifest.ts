import type { ChannelManifest } from '../channel.ts'
import { fileLimit, textLimit } from './send.ts'
import { limits } from './upload.ts'

export const manifest: ChannelManifest = {
  kind: 'max',
  name: { ru: 'MAX', en: 'MAX' },
  about: {
    ru: 'Сообщения боту и в группах, посты канала и комментарии под ними, подписки и отписки',
    en: 'Messages to a bot and in groups, posts of a channel and comments under them, joins and leaves',
  },
  icon: 'max',
  sourceType: 'max',
  receives: 'both',
  keepsHours: 8,
  answers: true,
  answersTo: ['dialog', 'comment'],
  importsHistory: false,
  hook: null,
  textLimit,
  posts: { textLimit, knowsRepeatsMinutes: null },
  messageLimits: {
    text: textLimit,
    caption: textLimit,
    files: fileLimit,
    fileSize: limits.fileSize,
    imageSize: limits.imageSize,
  },
  writeFirst: {
    allowed: false,
    reason: {
      ru: 'Бот не пишет первым: человек должен нажать «Начать», например по ссылке max.ru/ваш_бот?start=метка',
      en: 'A bot does not write first: the person has to press Start, for example by the link max.ru/your_bot?start=mark',
    },
  },
  acts: ['edit_message', 'remove_message', 'edit_comment', 'remove_comment', 'typing'],
  fields: [
    {
      name: 'token',
      label: { ru: 'Токен бота', en: 'Bot token' },
      hint: {
        ru: 'business.max.ru → Чат-боты → ⋮ у вашего бота → Настройки → значок копирования справа от токена. Бот должен пройти модерацию.',
        en: 'business.max.ru → Chat bots → ⋮ at your bot → Settings → the copy icon beside the token. The bot must have passed moderation.',
      },
      type: 'secret',
      required: true,
    },
    {
      name: 'chats',
      label: { ru: 'Каналы и группы', en: 'Channels and groups' },
      hint: {
        ru: 'Ссылки через запятую: max.ru/shop. Бот должен быть там администратором с правом «Читать все сообщения»; мы проверим.',
        en: 'Links with commas between: max.ru/shop. The bot must be an administrator there with “Read all messages”; we check it.',
      },
      type: 'text',
      required: false,
    },
    {
      name: 'delivery',
      label: { ru: 'Как получать события', en: 'How events are received' },
      hint: null,
      type: 'select',
      options: [
        {
          value: 'auto',
          label: {
            ru: 'MAX присылает сам, если сервер доступен из интернета по https',
            en: 'MAX pushes, if the server can be reached from the internet by https',
          },
        },
        { value: 'poll', label: { ru: 'Всегда забирать самим', en: 'Always fetch' } },
      ],
      required: false,
      default: 'auto',
      advanced: true,
    },
    {
      name: 'apiUrl',
      label: { ru: 'Адрес Bot API', en: 'Bot API address' },
      hint: {
        ru: 'Нужен, если MAX сменит адрес или у вас посредник',
        en: 'Needed if MAX moves or you use a relay',
      },
      type: 'text',
      required: false,
      default: 'https://platform-api2.max.ru',
      advanced: true,
    },
  ],
}
