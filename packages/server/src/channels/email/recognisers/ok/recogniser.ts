/** Odnoklassniki. Today's sender addresses are not public; the links of groups, topics and comments are. */
import type { Kind, Recogniser } from '../types.ts'

const host = /^(?:m\.)?(?:ok\.ru|odnoklassniki\.ru)$/
const title = String.raw`(?:[^«"“]*[«"“](?<title>[^»"”]+)[»"”])?`
const who = String.raw`^(?<author>[^:«"“]{1,80}?)`
const noun = String.raw`(?:тем\p{L}*|заметк\p{L}*|фото\p{L}*|видео|запис\p{L}*|товар\p{L}*|публикаци\p{L}*)`
const nounEn = String.raw`(?:topic|note|photo|video|post|product)`

function line(rest: string): RegExp {
  return new RegExp(`${who} ${rest}`, 'iu')
}

const kinds: readonly Kind[] = [
  {
    action: 'comment',
    reason: { ru: 'комментарий', en: 'a comment' },
    headlines: [
      line(
        `(?:прокомментировал|оставил|добавил|написал)(?:а|и|\\(а\\))? (?:новый )?(?:комментарий )?(?:к |под |в )?(?:вашей |вашему |вашу |ваше )?${noun}${title}`,
      ),
      line(`ответил(?:а|и|\\(а\\))?(?: вам)? на (?:ваш )?комментарий${title}`),
      new RegExp(`^новый комментарий (?:к|под|в) (?:вашей )?${noun}${title}`, 'iu'),
      line(
        `(?:commented on|replied to a comment (?:on|under)) (?:your |the )?(?:group's )?${nounEn}${title}`,
      ),
    ],
    words: 'below',
    keyed: 'comment',
    isPublic: true,
  },
  {
    action: 'repost',
    reason: { ru: 'перепост', en: 'a repost' },
    headlines: [
      line(`поделил(?:ась|ся|ись) (?:вашей |вашим )?${noun}${title}`),
      line(`shared (?:your |the )?(?:group's )?${nounEn}${title}`),
    ],
    words: 'none',
    keyed: 'actor',
    isPublic: true,
  },
  {
    action: 'like',
    reason: { ru: 'класс', en: 'a Klass (like)' },
    headlines: [
      line(
        `(?:поставил(?:а|и|\\(а\\))? [«"]?класс!?[»"]?!?|оценил(?:а|и|\\(а\\))?) (?:под |к )?(?:вашей |вашему |вашу |ваше )?${noun}${title}`,
      ),
      line(`(?:liked|klassed) (?:your |the )?(?:group's )?${nounEn}${title}`),
    ],
    words: 'none',
    keyed: 'actor',
    isPublic: true,
  },
  {
    action: 'subscription',
    reason: { ru: 'новый участник группы', en: 'a new member of the group' },
    headlines: [
      line(`(?:вступил(?:а|и|\\(а\\))? в|подписал(?:ась|ся|ись) на) (?:вашу )?группу${title}`),
      line(`joined (?:your |the )?group${title}`),
    ],
    words: 'none',
    keyed: 'actor',
    isPublic: true,
  },
  {
    action: 'chat_message',
    reason: { ru: 'сообщение группе', en: 'a message to the group' },
    headlines: [
      line(`(?:написал|прислал|отправил)(?:а|и|\\(а\\))? (?:новое )?сообщение (?:вашей )?группе${title}`),
      line(`sent a message to (?:your |the )?group${title}`),
    ],
    words: 'below',
    keyed: 'none',
    isPublic: false,
  },
]

export const ok: Recogniser = {
  id: 'ok',
  version: 1,
  date: '2026-11-22',
  name: { ru: 'Одноклассники', en: 'OK' },
  senders: [/@(?:[a-z0-9-]+\.)*(?:ok\.ru|odnoklassniki\.ru)$/],
  signedBy: ['ok.ru', 'odnoklassniki.ru', 'notify.ok.ru', 'mail.ok.ru'],
  unproven: 'plain',
  sourceType: 'ok',
  activityClass: 'social',
  network: 'ok',
  links: [
    {
      host,
      path: /^\/(?<object>(?:group|profile)\/?\d+\/(?:topic|statuses|album|product)\/\d+)/,
      query: { comment: 'comment' },
      key: 'ok:{object}?comment={comment}',
      level: 'comment',
      place: 'Тема',
    },
    {
      host,
      path: /^\/(?<object>group\/?\d+\/product\/\d+)/,
      key: 'ok:{object}',
      level: 'post',
      place: 'Товар',
      productPage: 'https://ok.ru/{object}',
    },
    {
      host,
      path: /^\/(?<object>(?:group|profile)\/?\d+\/(?:topic|statuses|album)\/\d+)/,
      key: 'ok:{object}',
      level: 'post',
      place: 'Тема',
    },
    { host, path: /^\/(?<object>video\/\d+)/, key: 'ok:{object}', level: 'post', place: 'Видео' },
    {
      host,
      path: /^\/(?<object>(?:messages|group\/?\d+\/messages)\b)/,
      level: 'dialog',
      place: 'Сообщения группы',
    },
    { host, path: /^\/(?<object>group\/?\d+)$/, key: 'ok:{object}', level: 'community', place: 'Группа' },
  ],
  authors: { host, path: /^\/profile\/(?<id>\d+)$/ },
  photo: /^https:\/\/[\w.-]+\.(?:mycdn\.me|okcdn\.ru)\//,
  buttons: [
    /^(?:ответить|открыть|посмотреть|перейти|читать|смотреть)(?: .{0,40})?(?:: https?:.*)?$/iu,
    /^(?:reply|open|view|show|see)(?: .{0,40})?(?:: https?:.*)?$/i,
  ],
  stops: [
    /^(?:вы получили это письмо|чтобы (?:отписаться|не получать)|отписаться|команда одноклассников|you (?:received|are receiving) this|unsubscribe)/iu,
  ],
  skips: [/^(?:одноклассники|ok)$/iu],
  kinds,
}
