import type { ChannelManifest } from '../channel.ts'
import { limits } from './parts.ts'

export const manifest: ChannelManifest = {
  kind: 'telegram',
  name: { ru: 'Телеграм', en: 'Telegram' },
  about: {
    ru: 'Сообщения боту, комментарии под постами канала, реакции, подписки и заявки; переписка аккаунта Telegram для бизнеса',
    en: 'Messages to a bot, comments under channel posts, reactions, subscriptions and requests; dialogs of a Telegram Business account',
  },
  icon: 'telegram',
  sourceType: 'telegram',
  receives: 'both',
  keepsHours: 24,
  answers: true,
  answersTo: ['dialog', 'comment', 'join_request'],
  importsHistory: false,
  hook: null,
  textLimit: limits.text,
  messageLimits: limits,
  posts: { textLimit: limits.text, knowsRepeatsMinutes: null },
  writeFirst: {
    allowed: false,
    reason: {
      ru: 'Бот не пишет первым: человек должен сам начать диалог, например по ссылке t.me/ваш_бот',
      en: 'A bot does not write first: the person has to begin the dialog, for example by the link t.me/your_bot',
    },
  },
  acts: [
    'edit_message',
    'remove_message',
    'edit_comment',
    'remove_comment',
    'like',
    'typing',
    'mark_read',
    'approve_join',
  ],
  fields: [
    {
      name: 'token',
      label: { ru: 'Токен бота', en: 'Bot token' },
      hint: {
        ru: 'Напишите @BotFather: /newbot → имя бота → адрес, который кончается на bot → скопируйте токен вида 123456:ABC… У готового бота токен покажет команда /token.',
        en: 'Write to @BotFather: /newbot → a name → an address that ends with bot → copy the token, like 123456:ABC… For a bot you have, /token shows it.',
      },
      type: 'secret',
      required: true,
    },
    {
      name: 'chats',
      label: { ru: 'Каналы и группы', en: 'Channels and groups' },
      hint: {
        ru: 'Адреса через запятую: @shop, t.me/shop_chat. Бот должен быть там администратором; мы проверим его права.',
        en: 'Addresses with commas between: @shop, t.me/shop_chat. The bot must be an administrator there; we check its rights.',
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
            ru: 'Телеграм присылает сам, если сервер доступен из интернета',
            en: 'Telegram pushes, if the server can be reached from the internet',
          },
        },
        { value: 'poll', label: { ru: 'Всегда забирать самим', en: 'Always fetch' } },
      ],
      required: false,
      default: 'auto',
      advanced: true,
    },
    {
      name: 'threads',
      label: { ru: 'Ответы на ответы в группах', en: 'Answers to answers in groups' },
      hint: {
        ru: 'Телеграм не сообщает, к посту канала они относятся или к разговору в группе',
        en: 'Telegram does not tell whether they belong to a channel post or to talk in the group',
      },
      type: 'select',
      options: [
        {
          value: 'comments',
          label: { ru: 'Комментарии: группа обсуждает канал', en: 'Comments: the group discusses a channel' },
        },
        {
          value: 'messages',
          label: { ru: 'Сообщения группы', en: 'Messages of the group' },
        },
      ],
      required: false,
      default: 'comments',
      advanced: true,
    },
    {
      name: 'apiUrl',
      label: { ru: 'Адрес сервера Bot API', en: 'Bot API server address' },
      hint: {
        ru: 'Нужен, если у вас свой сервер telegram-bot-api или посредник',
        en: 'Needed if you run your own telegram-bot-api server or a relay',
      },
      type: 'text',
      required: false,
      default: 'https://api.telegram.org',
      advanced: true,
    },
  ],
}
