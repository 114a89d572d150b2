/** YouTube. The object is told by `watch?v=…&lc=…`; headlines are our reading of its notices in two languages. */
import type { Recogniser } from '../types.ts'

const host = /^(?:m\.|studio\.)?youtube\.com$/
const who = String.raw`^(?<author>[^:«"“]{1,80}?)`
const title = String.raw`(?:[^«"“]*[«"“](?<title>[^»"”]+)[»"”])?`

export const youtube: Recogniser = {
  id: 'youtube',
  version: 1,
  date: '2026-11-22',
  name: { ru: 'YouTube', en: 'YouTube' },
  senders: [/@youtube\.com$/],
  signedBy: ['youtube.com'],
  unproven: 'plain',
  ignores: [
    {
      in: 'subject',
      pattern:
        /(?:just uploaded|is live|premiering|recommended|monthly|опубликовал|в эфире|премьера|рекоменд)/iu,
    },
  ],
  sourceType: 'youtube',
  activityClass: 'social',
  network: 'youtube',
  links: [
    {
      host,
      path: /^\/watch$/,
      query: { video: 'v', comment: 'lc' },
      value: /^[\w.-]+$/,
      key: 'yt:{video}:{comment}',
      level: 'comment',
      place: 'Видео',
    },
    {
      host,
      path: /^\/shorts\/(?<video>[\w-]+)$/,
      query: { comment: 'lc' },
      value: /^[\w.-]+$/,
      key: 'yt:{video}:{comment}',
      level: 'comment',
      place: 'Видео',
    },
    { host, path: /^\/watch$/, query: { video: 'v' }, key: 'yt:{video}', level: 'post', place: 'Видео' },
    { host, path: /^\/shorts\/(?<video>[\w-]+)$/, key: 'yt:{video}', level: 'post', place: 'Видео' },
  ],
  authors: {
    host,
    path: /^\/(?:channel\/|user\/|c\/)?(?<id>@[\w.-]{2,60}|(?<=\/(?:channel|user|c)\/)[\w-]{2,60})$/u,
  },
  photo: /^https:\/\/(?:yt\d\.ggpht\.com|[\w-]+\.googleusercontent\.com)\//,
  buttons: [
    /^(?:reply|view(?: .{0,40})?|manage(?: .{0,40})?|ответить|посмотреть.{0,40}|показать.{0,40}|управл.{0,40})$/iu,
  ],
  stops: [
    /^(?:if you no longer|unsubscribe|you (?:received|were sent) this|help cent(?:er|re)|вы получили это|отписаться|справка|©)/iu,
  ],
  skips: [/^youtube$/i],
  kinds: [
    {
      action: 'comment',
      reason: { ru: 'комментарий к видео', en: 'a comment on a video' },
      headlines: [
        new RegExp(
          `${who} (?:commented on|replied to (?:your|a) comment on) (?:your )?(?:video|short)?${title}`,
          'iu',
        ),
        new RegExp(`^(?:a )?new comment on (?:your video|your short)?${title}`, 'iu'),
        new RegExp(
          `${who} (?:прокомментировал|оставил|ответил)(?:а|и|\\(-?а\\))? (?:комментарий )?(?:к |на )?(?:ваш комментарий|ваше видео|вашему видео|видео)${title}`,
          'iu',
        ),
        new RegExp(`^новый комментарий к (?:вашему )?видео${title}`, 'iu'),
      ],
      words: 'below',
      keyed: 'comment',
      isPublic: true,
    },
    {
      action: 'like',
      reason: { ru: 'отметка «Нравится»', en: 'a like' },
      headlines: [
        new RegExp(`${who} liked your (?:video|short|comment)${title}`, 'iu'),
        new RegExp(`${who} (?:понравилось|оценил(?:а|\\(-?а\\))?) (?:ваше )?видео${title}`, 'iu'),
      ],
      words: 'none',
      keyed: 'actor',
      isPublic: true,
    },
    {
      action: 'subscription',
      reason: { ru: 'новый подписчик', en: 'a new subscriber' },
      headlines: [
        new RegExp(`${who} (?:subscribed to your channel|has subscribed)`, 'iu'),
        new RegExp(`${who} подписал(?:ась|ся|ся\\(-?ась\\)) на ваш канал`, 'iu'),
      ],
      words: 'none',
      keyed: 'none',
      isPublic: true,
    },
  ],
}
