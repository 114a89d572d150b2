/** Instagram. Most of its letters are recaps and security notices; single comments are mailed rarely. */
import type { Recogniser } from '../types.ts'

const host = /^instagram\.com$/
const who = String.raw`^@?(?<handle>[\w.]{2,30})(?: \((?<author>[^)]{1,60})\))?`

export const instagram: Recogniser = {
  id: 'instagram',
  version: 1,
  date: '2026-11-22',
  name: { ru: 'Instagram', en: 'Instagram' },
  senders: [/@(?:mail|priority)\.instagram\.com$/],
  signedBy: ['mail.instagram.com', 'priority.instagram.com'],
  unproven: 'plain',
  ignores: [
    {
      in: 'subject',
      pattern:
        /(?:shared something new|what you missed|people you may know|поделил(?:ась|ся) чем-то новым|что вы пропустили)/iu,
    },
  ],
  sourceType: 'instagram',
  activityClass: 'social',
  network: 'instagram',
  links: [
    {
      host,
      path: /^\/(?:p|reel|tv)\/(?<post>[\w-]+)\/c\/(?<comment>\d+)/,
      key: 'ig:{post}:{comment}',
      level: 'comment',
      place: 'Публикация',
    },
    {
      host,
      path: /^\/(?:p|reel|tv)\/(?<post>[\w-]+)/,
      query: { comment: 'comment_id' },
      key: 'ig:{post}:{comment}',
      level: 'comment',
      place: 'Публикация',
    },
    { host, path: /^\/(?:p|reel|tv)\/(?<post>[\w-]+)/, key: 'ig:{post}', level: 'post', place: 'Публикация' },
    { host, path: /^\/direct\//, level: 'dialog', place: 'Сообщения' },
  ],
  authors: {
    host,
    profile: 'https://www.instagram.com/{id}/',
    path: /^\/(?<id>(?!(?:p|reel|tv|direct|accounts|explore|stories|about)\/?$)[\w.]{2,30})\/?$/,
  },
  photo: /^https:\/\/[\w.-]+\.(?:cdninstagram\.com|fbcdn\.net)\//,
  buttons: [
    /^(?:view(?: .{0,40})?|reply|open instagram|see (?:comment|post))$/i,
    /^(?:посмотреть|ответить|открыть)(?: .{0,40})?$/iu,
  ],
  stops: [
    /^(?:© instagram|this message was sent to|это (?:сообщение|письмо) (?:было )?отправлено|unsubscribe|отписаться|from$)/iu,
  ],
  skips: [/^instagram$/i],
  kinds: [
    {
      action: 'comment',
      reason: { ru: 'комментарий', en: 'a comment' },
      headlines: [
        new RegExp(
          `${who} (?:commented(?: on your (?:post|photo|reel|video))?|replied to your comment)(?:: (?<text>.+))?\\.?$`,
          'iu',
        ),
        new RegExp(
          `${who} (?:прокомментировал|оставил)(?:а|\\(-?а\\))? (?:комментарий к )?(?:вашу |ваше |вашей |вашему )?(?:публикаци\\p{L}*|фото|видео|reels)(?:: (?<text>.+))?\\.?$`,
          'iu',
        ),
      ],
      words: 'below',
      keyed: 'comment',
      isPublic: true,
    },
    {
      action: 'mention',
      reason: { ru: 'упоминание', en: 'a mention' },
      headlines: [
        new RegExp(`${who} mentioned you in (?:a comment|their story|a post)(?:: (?<text>.+))?`, 'iu'),
        new RegExp(
          `${who} упомянул(?:а|\\(-?а\\))? вас в (?:комментарии|истории|публикации)(?:: (?<text>.+))?`,
          'iu',
        ),
      ],
      words: 'below',
      keyed: 'post',
      isPublic: true,
    },
    {
      action: 'like',
      reason: { ru: 'отметка «Нравится»', en: 'a like' },
      headlines: [
        new RegExp(`${who} liked your (?:post|photo|reel|video|comment)`, 'iu'),
        new RegExp(`${who} (?:поставил(?:а|\\(-?а\\))? «нравится»|нравится ваш\\p{L}+)`, 'iu'),
      ],
      words: 'none',
      keyed: 'actor',
      isPublic: true,
    },
    {
      action: 'subscription',
      reason: { ru: 'новый подписчик', en: 'a new follower' },
      headlines: [
        new RegExp(`${who} (?:started following you|is now following you)`, 'iu'),
        new RegExp(`${who} (?:подписал(?:ась|ся|ся\\(-?ась\\))) на (?:вас|ваши обновления)`, 'iu'),
      ],
      words: 'none',
      keyed: 'none',
      isPublic: true,
    },
    {
      action: 'chat_message',
      reason: { ru: 'личное сообщение', en: 'a direct message' },
      headlines: [
        new RegExp(`${who} sent you a message(?:: (?<text>.+))?`, 'iu'),
        new RegExp(`${who} (?:отправил|прислал)(?:а|\\(-?а\\))? вам сообщение(?:: (?<text>.+))?`, 'iu'),
      ],
      words: 'below',
      keyed: 'none',
      isPublic: false,
    },
  ],
}
