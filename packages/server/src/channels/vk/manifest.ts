import type { ChannelManifest } from '../channel.ts'
import { postLimit } from './publish.ts'
import { limits } from './upload.ts'

export const manifest: ChannelManifest = {
  kind: 'vk',
  name: { ru: 'ВКонтакте', en: 'VK' },
  about: {
    ru: 'Сообщения сообществу, комментарии, отметки «Нравится», репосты, подписки и заявки, формы и заказы',
    en: 'Messages to a community, comments, likes, reposts, joins and requests, forms and orders',
  },
  icon: 'vk',
  sourceType: 'vk',
  receives: 'both',
  answers: true,
  answersTo: ['dialog', 'comment', 'join_request'],
  importsHistory: true,
  hook: null,
  textLimit: limits.text,
  messageLimits: limits,
  // VK forgets the `guid` of a post after an hour.
  posts: { textLimit: postLimit, knowsRepeatsMinutes: 50 },
  writeFirst: {
    allowed: false,
    reason: {
      ru: 'Сообщество не пишет первым: человек должен сам написать или нажать «Разрешить сообщения»',
      en: 'A community does not write first: the person has to write or press “Allow messages”',
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
      label: { ru: 'Ключ доступа сообщества', en: 'Access key of the community' },
      hint: {
        ru: 'В сообществе: Управление → Настройки → Работа с API → Создать ключ → отметьте все пункты → скопируйте ключ вида vk1.a.…',
        en: 'In the community: Manage → Settings → API usage → Create token → tick everything → copy the key, like vk1.a.…',
      },
      type: 'secret',
      required: true,
    },
    {
      name: 'userToken',
      label: { ru: 'Ключ администратора', en: 'Key of an administrator' },
      hint: {
        ru: 'Нужен, чтобы отвечать под фото, видео, товарами и в обсуждениях, ставить «Нравится», удалять комментарии, одобрять заявки и публиковать посты',
        en: 'Needed to answer under photos, videos, products and in discussions, to like, to remove comments, to approve requests and to publish posts',
      },
      type: 'secret',
      required: false,
      advanced: true,
    },
    {
      name: 'serviceToken',
      label: { ru: 'Сервисный ключ приложения', en: 'Service key of an application' },
      hint: {
        ru: 'Нужен, чтобы видеть посты, вышедшие до подключения, и загрузить прежние комментарии: id.vk.com → Мои приложения → приложение → Сервисный ключ',
        en: 'Needed to see posts from before connecting and to fetch earlier comments: id.vk.com → My apps → the app → Service token',
      },
      type: 'secret',
      required: false,
      advanced: true,
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
            ru: 'ВК присылает сам, если сервер доступен из интернета',
            en: 'VK pushes, if the server can be reached from the internet',
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
      label: { ru: 'Адрес API', en: 'API address' },
      hint: {
        ru: 'Нужен, если вы ходите в ВК через посредника',
        en: 'Needed if you reach VK through a relay',
      },
      type: 'text',
      required: false,
      default: 'https://api.vk.ru',
      advanced: true,
    },
  ],
}
