/**
 * VK. No current community letter is public, so the headlines follow the wording of VK's own notices;
 * the object is told by the links, whose form is stable.
 */
import type { Kind, LinkRule, Recogniser } from '../types.ts'

const host = /^(?:(?:m\.)?vk\.(?:com|ru)|vkvideo\.ru)$/
const noun = String.raw`(?:запис\p{L}*|пост\p{L}*|фотографи\p{L}*|фото|видео\p{L}*|клип\p{L}*|товар\p{L}*|обсуждени\p{L}*|тем\p{L}*|истори\p{L}*)`
const nounEn = String.raw`(?:post|wall post|photo|video|clip|product|item|topic|discussion|story)`
const title = String.raw`(?:[^«"“]*[«"“](?<title>[^»"”]+)[»"”])?`
const who = String.raw`^(?<author>[^:«"“]{1,80}?)`

function ru(rest: string): RegExp {
  return new RegExp(`${who} ${rest}`, 'iu')
}

interface ObjectForm {
  /** Name in the key: `product-1_2` and `market-1_2` are one thing. */
  name: string
  /** How the name is written in addresses. */
  written?: string
  place: string
  isProduct?: boolean
}

/** Links of one kind of object: `photo-1_2?reply=3`, `photo-1_2`, and the same in a window, `?z=photo-1_2`. */
function formsOf({ name, written = name, place, isProduct = false }: ObjectForm): LinkRule[] {
  const path = new RegExp(`^/(?:${written})(?<ids>-?\\d+_\\d+)$`)
  const common = { host, place, ...(isProduct ? { productPage: `https://vk.com/${name}{ids}` } : {}) }
  const comment = { ...common, key: `vk:${name}{ids}?reply={reply}`, level: 'comment' as const }
  const object = { ...common, key: `vk:${name}{ids}`, level: 'post' as const }
  const inWindow = { path: /^\//, query: { window: name === 'wall' || isProduct ? 'w' : 'z' } }
  return [
    { ...comment, path, query: { reply: 'reply' }, value: /^\d+$/ },
    { ...comment, ...inWindow, value: new RegExp(`^(?:${written})(?<ids>-?\\d+_\\d+)_r(?<reply>\\d+)$`) },
    { ...object, path },
    { ...object, ...inWindow, value: new RegExp(`^(?:${written})(?<ids>-?\\d+_\\d+)(?:$|/)`) },
  ]
}

const links: readonly LinkRule[] = [
  ...formsOf({ name: 'wall', place: 'Пост' }),
  ...formsOf({ name: 'photo', place: 'Фото' }),
  ...formsOf({ name: 'video', place: 'Видео' }),
  ...formsOf({ name: 'clip', place: 'Клип' }),
  ...formsOf({ name: 'product', written: 'market|product', place: 'Товар', isProduct: true }),
  {
    host,
    path: /^\/(?<object>topic-?\d+_\d+)$/,
    query: { post: 'post' },
    value: /^\d+$/,
    key: 'vk:{object}?post={post}',
    level: 'comment',
    place: 'Обсуждение',
  },
  { host, path: /^\/(?<object>topic-?\d+_\d+)$/, key: 'vk:{object}', level: 'post', place: 'Обсуждение' },
  { host, path: /^\/(?<object>(?:gim|im)\d*)$/, level: 'dialog', place: 'Сообщения сообщества' },
  {
    host,
    path: /^\/(?<object>(?:club|public|event)\d+)$/,
    key: 'vk:{object}',
    level: 'community',
    place: 'Сообщество',
  },
]

const kinds: readonly Kind[] = [
  {
    action: 'comment',
    reason: { ru: 'ответ на комментарий', en: 'a reply to a comment' },
    headlines: [
      ru(`ответил(?:а|и|\\(а\\))?(?: вам)? (?:на|в) (?:ваш |комментари)\\p{L}*${title}`),
      ru(`(?:replied to|answered) (?:your|the|a) (?:community's )?comment${title}`),
    ],
    words: 'below',
    keyed: 'comment',
    isPublic: true,
  },
  {
    action: 'mention',
    reason: { ru: 'упоминание сообщества', en: 'the community was mentioned' },
    headlines: [
      ru(`упомянул(?:а|и|\\(а\\))? (?:ваше |вас|сообществ)\\p{L}*${title}`),
      ru(`mentioned (?:your |the )?(?:community|you)${title}`),
    ],
    words: 'below',
    keyed: 'post',
    isPublic: true,
  },
  {
    action: 'comment',
    reason: { ru: 'комментарий', en: 'a comment' },
    headlines: [
      ru(
        `(?:прокомментировал|оставил|добавил|написал)(?:а|и|\\(а\\))? (?:новый )?(?:комментарий )?(?:к |под |в |на )?(?:вашей |вашему |вашу |ваш |сообщества )?${noun}${title}`,
      ),
      new RegExp(
        `^новый комментарий (?:к|под|в) (?:вашей |вашему )?${noun}${title}(?: от (?<author>[^:«]{1,80}))?`,
        'iu',
      ),
      ru(
        `(?:commented on|left a comment (?:on|under)) (?:your |the )?(?:community(?:'s)? )?${nounEn}${title}`,
      ),
      new RegExp(
        `^new comment (?:on|under|in) (?:your |the )?(?:community(?:'s)? )?${nounEn}${title}(?: from (?<author>[^:"]{1,80}))?`,
        'iu',
      ),
    ],
    words: 'below',
    keyed: 'comment',
    isPublic: true,
  },
  {
    action: 'repost',
    reason: { ru: 'репост', en: 'a repost' },
    headlines: [
      ru(
        `(?:поделил(?:ась|ся|ись|ся\\(ась\\))|сделал(?:а|и|\\(а\\))? репост) (?:вашей |вашим )?${noun}${title}`,
      ),
      ru(`(?:shared|reposted) (?:your |the )?(?:community(?:'s)? )?${nounEn}${title}`),
    ],
    words: 'none',
    keyed: 'actor',
    isPublic: true,
  },
  {
    action: 'like',
    reason: { ru: 'отметка «Нравится»', en: 'a like' },
    headlines: [
      ru(`(?:оценил|отметил|лайкнул)(?:а|и|\\(а\\))? (?:вашу |ваше |ваш )?${noun}${title}`),
      ru(
        `постави(?:л|ла|ли|л\\(а\\)) (?:отметку )?«нравится»(?: под)? (?:вашей |вашему |вашим )?${noun}${title}`,
      ),
      ru(`(?:liked|likes) (?:your |the )?(?:community(?:'s)? )?${nounEn}${title}`),
    ],
    words: 'none',
    keyed: 'actor',
    isPublic: true,
  },
  {
    action: 'subscription',
    reason: { ru: 'новый подписчик', en: 'a new subscriber' },
    headlines: [
      ru(
        `(?:подписал(?:ась|ся|ись|ся\\(ась\\)) на|вступил(?:а|и|\\(а\\))? в) (?:ваше )?сообществ\\p{L}*${title}`,
      ),
      new RegExp(`^новый подписчик(?: сообщества)?${title}(?:: (?<author>.{1,80}))?$`, 'iu'),
      ru(`(?:joined|followed|subscribed to|is now following) (?:your |the )?community${title}`),
    ],
    words: 'none',
    keyed: 'actor',
    isPublic: true,
  },
  {
    action: 'chat_message',
    reason: { ru: 'сообщение сообществу', en: 'a message to the community' },
    headlines: [
      ru(
        `(?:написал|прислал|отправил)(?:а|и|\\(а\\))? (?:новое )?(?:сообщение )?(?:(?:вашему )?сообществу|в сообщения сообщества)${title}`,
      ),
      new RegExp(
        `^новое сообщение (?:(?:вашему )?сообществу|в сообществе)${title}(?: от (?<author>[^:«]{1,80}))?`,
        'iu',
      ),
      ru(`(?:sent a message to|messaged|wrote to) (?:your |the )?community${title}`),
    ],
    words: 'below',
    keyed: 'none',
    isPublic: false,
  },
  {
    action: 'activity',
    reason: { ru: 'запись на стене', en: 'a post on the wall' },
    headlines: [
      ru(
        `(?:опубликовал|оставил|предложил|разместил)(?:а|и|\\(а\\))? (?:новую )?запись (?:на стене|в) (?:вашего |ваше )?сообществ\\p{L}*${title}`,
      ),
      ru(`(?:posted on|suggested a post (?:to|for)) (?:your |the )?community(?:'s)?(?: wall)?${title}`),
    ],
    words: 'below',
    keyed: 'post',
    isPublic: true,
  },
]

export const vk: Recogniser = {
  id: 'vk',
  version: 1,
  date: '2026-11-22',
  name: { ru: 'ВКонтакте', en: 'VK' },
  senders: [/@(?:[a-z0-9-]+\.)*vk\.(?:com|ru)$/, /@vkontakte\.ru$/],
  signedBy: ['notify.vk.com', 'notify.vk.ru', 'vkontakte.ru'],
  unproven: 'plain',
  sourceType: 'vk',
  activityClass: 'social',
  network: 'vk',
  links,
  authors: {
    host,
    path: /^\/(?:id(?=\d+$))?(?<id>(?!(?:wall|photo|video|clip|market|product|topic|club|public|event|gim|im|feed|settings|album|away|restore|login)[-\d_.]*(?:\?|$))[\w.]{2,64})$/,
  },
  photo: /^https:\/\/[\w.-]+\.(?:userapi\.com|vkuserphoto\.ru|vk-cdn\.net)\//,
  buttons: [
    /^(?:ответить|открыть|посмотреть|перейти|прочитать|показать|читать (?:полностью|далее))(?: .{0,40})?(?:: https?:.*)?$/iu,
    /^(?:reply|open|view|show|read more|go to|see)(?: .{0,40})?(?:: https?:.*)?$/i,
  ],
  stops: [
    /^(?:вы получили это письмо|это письмо отправлено|чтобы отписаться|отписаться|с уважением, команда|команда вконтакте|you (?:received|are receiving|got) this|unsubscribe|vk team)/iu,
  ],
  skips: [/^(?:вконтакте|vk)$/iu],
  kinds,
}
