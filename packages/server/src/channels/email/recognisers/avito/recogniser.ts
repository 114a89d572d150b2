/** Avito. Subjects of message letters are known; the text of the message may be absent, then the link is the card. */
import type { Recogniser } from '../types.ts'

const host = /^(?:m\.)?avito\.ru$/

export const avito: Recogniser = {
  id: 'avito',
  version: 1,
  date: '2026-11-22',
  name: { ru: 'Авито', en: 'Avito' },
  senders: [/@(?:[a-z0-9-]+\.)*avito\.ru$/],
  signedBy: ['avito.ru'],
  unproven: 'plain',
  ignores: [
    { in: 'subject', pattern: /(?:новые объявления|подборка|скидк|акци[яи]|статистика|срок размещения)/iu },
  ],
  sourceType: 'avito',
  activityClass: 'chat',
  network: 'avito',
  links: [
    {
      host,
      path: /^\/profile\/messenger\/channel\/(?<channel>[\w~-]+)/,
      query: { message: 'messageId' },
      key: 'avito:{channel}:{message}',
      level: 'comment',
      place: 'Сообщения Авито',
    },
    { host, path: /^\/profile\/messenger/, level: 'dialog', place: 'Сообщения Авито' },
    {
      host,
      path: /^\/(?:user|brands)\/[\w-]+\/(?:all|reviews|rating)/,
      level: 'community',
      place: 'Отзывы на Авито',
    },
    {
      host,
      path: /^\/(?<page>(?:[\w-]+\/)*[\w.-]+_(?<item>\d{6,}))$/,
      key: 'avito:item:{item}',
      level: 'post',
      place: 'Объявление',
      productPage: 'https://www.avito.ru/{page}',
    },
  ],
  authors: { host, path: /^\/user\/(?<id>[\w-]{6,80})(?:\/profile)?\/?(?:\?|$)/ },
  photo: /^https:\/\/[\w.-]+\.img\.avito\.st\//,
  buttons: [/^(?:ответить|перейти|открыть|посмотреть|прочитать|написать)(?: .{0,40})?(?:: https?:.*)?$/iu],
  stops: [
    /^(?:это письмо|вы получили|отписаться|не отвечайте|с уважением|команда авито|©|объявление:|по объявлению)/iu,
  ],
  skips: [/^(?:авито|avito)$/iu],
  kinds: [
    {
      action: 'review',
      reason: { ru: 'отзыв', en: 'a review' },
      headlines: [
        /^(?<author>[^:«"]{1,80}?) оставил(?:а|\(а\))? (?:вам |о вас )?(?:новый )?отзыв(?: (?:по|к) объявлению «(?<product>[^»]+)»)?(?:[^★⭐\d]*(?<rating>[★⭐]{1,5}|[1-5])(?: из 5)?)?/iu,
        /^(?:у вас |о вас )?(?:новый|оставили) отзыв(?: (?:по|к) объявлению «(?<product>[^»]+)»)?/iu,
      ],
      words: 'below',
      keyed: 'none',
      isPublic: true,
      activityClass: 'review',
    },
    {
      action: 'chat_message',
      reason: { ru: 'сообщение покупателя', en: 'a message of a buyer' },
      headlines: [
        /^(?<author>[^:«"]{1,80}?) (?:написал|прислал|отправил)(?:а|\(а\))? (?:вам )?(?:новое )?сообщение(?: (?:по|к) объявлению «(?<product>[^»]+)»)?(?:: (?<text>.+))?/iu,
        /^(?:новое сообщение|сообщение) от (?<author>[^:«"]{1,80}?)(?: (?:по|к) объявлению «(?<product>[^»]+)»)?(?:: (?<text>.+))?$/iu,
        /^(?:вам )?(?:пришло|у вас) новое сообщение(?: (?:по|к) объявлению «(?<product>[^»]+)»)?/iu,
        /^(?:вам )?(?:пришли|у вас) новые сообщения/iu,
        /^ответ на ваш отклик «(?<product>[^»]+)»/iu,
      ],
      words: 'below',
      keyed: 'comment',
      isPublic: false,
    },
  ],
}
