/** Yandex Business: new reviews on Yandex Maps. The letter carries the whole text, but neither the author nor the stars. */
import type { Recogniser } from '../types.ts'

const host = /^(?:maps\.)?yandex\.(?:ru|com|kz|by)$/

export const yandexBusiness: Recogniser = {
  id: 'yandex-business',
  version: 1,
  date: '2026-11-22',
  name: { ru: 'Яндекс Бизнес', en: 'Yandex Business' },
  senders: [/@(?:business\.yandex\.(?:ru|com)|business-mail\.yandex\.ru)$/],
  signedBy: ['business.yandex.ru', 'business.yandex.com'],
  unproven: 'plain',
  ignores: [{ in: 'subject', pattern: /(?:статистик|за неделю|за месяц|реклам|statistics|weekly)/iu }],
  sourceType: 'yandex_maps',
  activityClass: 'review',
  network: 'yandex',
  links: [
    {
      host,
      path: /^\/maps\/org\/(?:[^/]+\/)?(?<org>\d+)/,
      query: { review: 'reviewId' },
      value: /^[\w.-]+$/,
      key: 'yandex:{org}:{review}',
      level: 'comment',
      place: 'Отзывы на Яндекс Картах',
    },
    {
      host,
      path: /^\/maps\/org\/(?:[^/]+\/)?(?<org>\d+)/,
      level: 'community',
      place: 'Отзывы на Яндекс Картах',
    },
    { host, path: /^\/sprav\/(?<org>\d+)/, level: 'community', place: 'Отзывы на Яндекс Картах' },
  ],
  photo: /^https:\/\/avatars\.mds\.yandex\.net\/get-yapic\//,
  buttons: [/^(?:ответить|reply|перейти|посмотреть|все отзывы|see all|view)(?: .{0,40})?(?:: https?:.*)?$/iu],
  stops: [/^(?:вы получили|отписаться|команда яндекс|©|служба поддержки|you received|unsubscribe)/iu],
  skips: [
    /^«[^»]{1,120}»$/u,
    // City and street of the branch.
    /^[\p{Lu}][\p{L} .-]{1,40}, (?:ул|улица|пр|проспект|пер|переулок|пл|площадь|наб|б-р|бульвар|ш|шоссе|проезд|мкр|st|street|ave)[. ].{1,80}$/u,
    /^[\p{Lu}][\p{L}\d .-]{1,60} (?:улица|ул\.|проспект|переулок|бульвар|шоссе|набережная|площадь|street|avenue),? \d{1,4}.{0,20}$/u,
    /^(?:у вас новы[йе] отзыв|новы[йе] отзыв|яндекс бизнес|здравствуйте|yandex business)/iu,
  ],
  kinds: [
    {
      action: 'review',
      reason: { ru: 'новый отзыв на Яндекс Картах', en: 'a new review on Yandex Maps' },
      headlines: [
        /^(?<author>[^:«"]{1,80}?) поставил(?:а|\(а\))? (?<rating>[★⭐]{1,5}|[1-5])(?: из 5| звезд\p{L}*)/iu,
        /^у вас новы[йе] отзывы? (?:для|о|об|на) (?<title>.+)$/iu,
        /^новы[йе] отзывы? (?:для|о|об|на) (?<title>.+)$/iu,
        /^(?:you have )?new reviews? (?:for|of|on) ["“]?(?<title>.+?)["”]?$/iu,
      ],
      words: 'below',
      keyed: 'comment',
      isPublic: true,
    },
  ],
}
