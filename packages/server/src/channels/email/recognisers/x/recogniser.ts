/** X (Twitter). Letters are digest-like; what they say about single replies and mentions is taken. */
import type { Recogniser } from '../types.ts'

const host = /^(?:mobile\.)?(?:x|twitter)\.com$/
const who = String.raw`^(?<author>[^:«"“]{1,80}?)(?: \(@(?<handle>\w{1,15})\))?`

export const x: Recogniser = {
  id: 'x',
  version: 1,
  date: '2026-11-22',
  name: { ru: 'X (Twitter)', en: 'X (Twitter)' },
  senders: [/@(?:[a-z0-9-]+\.)*(?:x|twitter)\.com$/],
  signedBy: ['x.com', 'twitter.com'],
  unproven: 'plain',
  ignores: [
    {
      in: 'subject',
      pattern:
        /(?:trending|what's happening|you may know|recent posts|в тренде|что происходит|рекомендуем)/iu,
    },
  ],
  sourceType: 'x',
  activityClass: 'social',
  network: 'x',
  links: [
    {
      host,
      path: /^\/(?:\w{1,15}|i\/web)\/status\/(?<post>\d+)/,
      key: 'x:{post}',
      level: 'comment',
      place: 'Публикация',
    },
    { host, path: /^\/messages\b/, level: 'dialog', place: 'Сообщения' },
  ],
  authors: {
    host,
    profile: 'https://x.com/{id}',
    path: /^\/(?<id>(?!(?:i|home|messages|settings|notifications|explore|login|account)\/?$)\w{1,15})\/?$/,
  },
  photo: /^https:\/\/pbs\.twimg\.com\/profile_images\//,
  buttons: [
    /^(?:reply|view(?: .{0,40})?|open(?: .{0,40})?|go to .{0,40}|ответить|посмотреть.{0,40}|открыть.{0,40}|перейти.{0,40})$/iu,
  ],
  stops: [
    /^(?:settings|help|opt out|unsubscribe|this email was meant for|we sent this|настройки|справка|отписаться|это письмо предназначено)/iu,
  ],
  skips: [/^(?:x|twitter)$/i, /^@\w{1,15}$/, /^·/],
  kinds: [
    {
      action: 'comment',
      reason: { ru: 'ответ на публикацию', en: 'a reply to a post' },
      headlines: [
        new RegExp(`${who} replied to (?:your|one of your) (?:post|tweet|reply)s?`, 'iu'),
        new RegExp(`${who} ответил(?:а|\\(-?а\\))? на (?:ваш\\p{L}* )?(?:твит|пост|публикацию|ответ)`, 'iu'),
      ],
      words: 'below',
      keyed: 'comment',
      isPublic: true,
    },
    {
      action: 'mention',
      reason: { ru: 'упоминание', en: 'a mention' },
      headlines: [
        new RegExp(`${who} mentioned you`, 'iu'),
        new RegExp(`${who} упомянул(?:а|\\(-?а\\))? вас`, 'iu'),
      ],
      words: 'below',
      keyed: 'comment',
      isPublic: true,
    },
    {
      action: 'like',
      reason: { ru: 'отметка «Нравится»', en: 'a like' },
      headlines: [
        new RegExp(`${who} liked your (?:post|tweet|reply)`, 'iu'),
        new RegExp(
          `${who} (?:понравил(?:ся|ась)|лайкнул(?:а|\\(-?а\\))?) (?:ваш\\p{L}* )?(?:твит|пост|публикаци\\p{L}*)`,
          'iu',
        ),
      ],
      words: 'none',
      keyed: 'actor',
      isPublic: true,
    },
    {
      action: 'repost',
      reason: { ru: 'репост', en: 'a repost' },
      headlines: [
        new RegExp(`${who} (?:reposted|retweeted|quoted) (?:your|one of your) (?:post|tweet)s?`, 'iu'),
        new RegExp(
          `${who} (?:сделал(?:а|\\(-?а\\))? ретвит|сделал(?:а|\\(-?а\\))? репост|ретвитнул(?:а|\\(-?а\\))?|процитировал(?:а|\\(-?а\\))?)`,
          'iu',
        ),
      ],
      words: 'none',
      keyed: 'actor',
      isPublic: true,
    },
    {
      action: 'subscription',
      reason: { ru: 'новый читатель', en: 'a new follower' },
      headlines: [
        new RegExp(`${who} (?:followed you|is now following you)`, 'iu'),
        new RegExp(`${who} (?:теперь читает вас|начал(?:а|\\(-?а\\))? читать вас)`, 'iu'),
      ],
      words: 'none',
      keyed: 'none',
      isPublic: true,
    },
    {
      action: 'chat_message',
      reason: { ru: 'личное сообщение', en: 'a direct message' },
      headlines: [
        new RegExp(`${who} sent you a (?:direct )?message`, 'iu'),
        new RegExp(`${who} (?:отправил|прислал)(?:а|\\(-?а\\))? вам (?:личное )?сообщение`, 'iu'),
      ],
      words: 'below',
      keyed: 'none',
      isPublic: false,
    },
  ],
}
