/** Facebook. Marks of letters seen in 2018 and 2019: spans of class `mb_text`, tracker links `/nd/?` and `/n/?`. */
import type { Kind, Recogniser } from '../types.ts'

const host = /^(?:m\.|web\.)?facebook\.com$/
const title = String.raw`(?:[^«"“]*[«"“](?<title>[^»"”]+)[»"”])?`
const who = String.raw`^(?<author>[^:«"“]{1,80}?)`

const kinds: readonly Kind[] = [
  {
    action: 'comment',
    reason: { ru: 'комментарий', en: 'a comment' },
    headlines: [
      new RegExp(
        `${who} (?:also )?(?:commented on|replied to) (?:your|the|a|.{1,60}['’]s) (?:post|photo|video|reel|status|link|comment|album|live video)\\b${title}`,
        'iu',
      ),
      new RegExp(
        `${who} (?:прокомментировал|ответил)(?:а|и|\\(-?а\\))? (?:на )?(?:вашу |ваше |ваш |вашу )?(?:публикаци\\p{L}*|запись|фото|видео|комментарий|ссылку|статус|reels)${title}`,
        'iu',
      ),
    ],
    words: 'below',
    keyed: 'comment',
    isPublic: true,
  },
  {
    action: 'like',
    reason: { ru: 'реакция', en: 'a reaction' },
    headlines: [
      new RegExp(
        `${who} (?:likes?|liked|loved|reacted to) (?:your|the|a) (?:post|photo|video|reel|status|link|comment|page)\\b${title}`,
        'iu',
      ),
      new RegExp(
        `${who} (?:нравится|поставил(?:а|и|\\(-?а\\))? отметку «нравится»|отреагировал(?:а|и|\\(-?а\\))? на)(?: на)? (?:вашей |вашу |ваше |ваша |ваш )?(?:публикаци\\p{L}*|запись|фото|видео|комментарий|страниц\\p{L}*)${title}`,
        'iu',
      ),
    ],
    words: 'none',
    keyed: 'actor',
    isPublic: true,
  },
  {
    action: 'repost',
    reason: { ru: 'перепост', en: 'a share' },
    headlines: [
      new RegExp(`${who} shared (?:your|a) (?:post|photo|video|reel|link)\\b${title}`, 'iu'),
      new RegExp(
        `${who} поделил(?:ась|ся|ись|ся\\(-?ась\\)) (?:вашей |вашим )?(?:публикаци\\p{L}*|фото|видео|ссылкой|записью)${title}`,
        'iu',
      ),
    ],
    words: 'none',
    keyed: 'actor',
    isPublic: true,
  },
  {
    action: 'mention',
    reason: { ru: 'упоминание', en: 'a mention' },
    headlines: [
      new RegExp(
        `${who} (?:mentioned|tagged) (?:you|your page|.{1,60}) in (?:a|their) (?:post|comment|photo|video)${title}`,
        'iu',
      ),
      new RegExp(
        `${who} (?:упомянул|отметил)(?:а|и|\\(-?а\\))? (?:вас|вашу страницу) (?:в|на) (?:публикации|комментарии|фото|видео|записи)${title}`,
        'iu',
      ),
    ],
    words: 'below',
    keyed: 'post',
    isPublic: true,
  },
  {
    action: 'chat_message',
    reason: { ru: 'сообщение странице', en: 'a message to the page' },
    headlines: [
      new RegExp(`${who} sent (?:you|your page|.{1,60}) a (?:new )?message`, 'iu'),
      new RegExp(
        `${who} (?:отправил|написал|прислал)(?:а|и|\\(-?а\\))? (?:вам|вашей странице) (?:новое )?сообщение`,
        'iu',
      ),
    ],
    words: 'below',
    keyed: 'none',
    isPublic: false,
  },
  {
    action: 'review',
    reason: { ru: 'рекомендация страницы', en: 'a recommendation of the page' },
    headlines: [
      new RegExp(`${who} (?:recommends|doesn['’]t recommend|reviewed) ${title}`, 'iu'),
      new RegExp(`${who} (?:не )?рекомендует (?:вашу страницу|${title})`, 'iu'),
    ],
    words: 'below',
    keyed: 'none',
    isPublic: true,
    activityClass: 'review',
  },
]

export const facebook: Recogniser = {
  id: 'facebook',
  version: 1,
  date: '2026-11-22',
  name: { ru: 'Facebook', en: 'Facebook' },
  senders: [/@(?:[a-z0-9-]+\.)?facebookmail\.com$/],
  signedBy: ['facebookmail.com'],
  unproven: 'plain',
  sourceType: 'facebook',
  activityClass: 'social',
  network: 'facebook',
  links: [
    {
      host,
      path: /^\/(?:permalink|story)\.php$/,
      query: { story: 'story_fbid', comment: 'reply_comment_id' },
      key: 'fb:{story}:{comment}',
      level: 'comment',
      place: 'Пост',
    },
    {
      host,
      path: /^\/(?:permalink|story)\.php$/,
      query: { story: 'story_fbid', comment: 'comment_id' },
      key: 'fb:{story}:{comment}',
      level: 'comment',
      place: 'Пост',
    },
    {
      host,
      path: /^\/[^/]+\/(?:posts|videos|photos)\/(?:[^/]+\/)*(?<story>\w+)\/?$/,
      query: { comment: 'comment_id' },
      key: 'fb:{story}:{comment}',
      level: 'comment',
      place: 'Пост',
    },
    {
      host,
      path: /^\/photo(?:\.php)?\/?$/,
      query: { story: 'fbid', comment: 'comment_id' },
      key: 'fb:{story}:{comment}',
      level: 'comment',
      place: 'Фото',
    },
    {
      host,
      path: /^\/(?:permalink|story)\.php$/,
      query: { story: 'story_fbid' },
      key: 'fb:{story}',
      level: 'post',
      place: 'Пост',
    },
    {
      host,
      path: /^\/[^/]+\/(?:posts|videos|photos)\/(?:[^/]+\/)*(?<story>\w+)\/?$/,
      key: 'fb:{story}',
      level: 'post',
      place: 'Пост',
    },
    {
      host,
      path: /^\/photo(?:\.php)?\/?$/,
      query: { story: 'fbid' },
      key: 'fb:{story}',
      level: 'post',
      place: 'Фото',
    },
    { host, path: /^\/messages\//, level: 'dialog', place: 'Сообщения страницы' },
  ],
  authors: {
    host,
    path: /^\/(?:profile\.php\?id=)?(?<id>(?!(?:permalink|story|photo|profile|help|messages|settings|notifications|groups|reel|watch)\b)[\w.-]{2,100})$/,
  },
  photo: /^https:\/\/scontent[\w.-]*\.(?:fbcdn\.net|cdninstagram\.com)\//,
  wordsClass: 'mb_text',
  buttons: [
    /^(?:view on facebook|view (?:comment|post|page|message)|reply|like|comment|see (?:comment|post|more)|go to facebook|message \S+)$/i,
    /^(?:смотреть|посмотреть|ответить|нравится|комментировать|перейти)(?: .{0,40})?$/iu,
  ],
  stops: [
    /^(?:this message was sent to|thanks,?$|the facebook team|это (?:сообщение|письмо) (?:было )?отправлено|команда facebook|facebook, inc|meta platforms|reply to this email)/iu,
  ],
  skips: [/^(?:facebook|meta)$/i],
  kinds,
}
