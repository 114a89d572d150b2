/** 2GIS for business: a review with its tone and author; a long text is cut with an ellipsis. */
import { findObject } from '../places.ts'
import type { Found, Recogniser } from '../types.ts'
import type { LetterView } from '../view.ts'

const toneLine =
  /^(?<brand>.{0,120}?)\s*написали (?<tone>хороший|плохой|нейтральный|положительный|отрицательный) отзыв/iu
const stop =
  /^(?:читать полностью|ответить|посмотреть|перейти|вы получили|отписаться|команда 2гис|с уважением|©)/iu

export const twogis: Recogniser = {
  id: '2gis',
  version: 1,
  date: '2026-11-22',
  name: { ru: '2ГИС', en: '2GIS' },
  senders: [/@account\.2gis\.(?:com|ru)$/],
  signedBy: ['account.2gis.com', 'account.2gis.ru'],
  unproven: 'plain',
  ignores: [{ in: 'subject', pattern: /(?:реклам|акци|скидк|статистик|вебинар)/iu }],
  sourceType: '2gis',
  activityClass: 'review',
  network: '2gis',
  links: [
    {
      host: /(?:^|\.)2gis\.(?:ru|com|kz)$/,
      path: /\/reviews?\/(?<review>\d+)/,
      key: '2gis:{review}',
      level: 'comment',
      place: 'Отзыв в 2ГИС',
    },
    {
      host: /(?:^|\.)2gis\.(?:ru|com|kz)$/,
      path: /\/firm\/(?<firm>\d+)/,
      level: 'community',
      place: 'Отзывы в 2ГИС',
    },
    // Opaque: opened by a person, never by us.
    { host: /^sender\.2gis\.(?:ru|com)$/, path: /^\//, level: 'community', place: 'Отзывы в 2ГИС' },
  ],
  stops: [stop],
  kinds: [
    {
      action: 'review',
      reason: { ru: 'отзыв', en: 'a review' },
      headlines: [/^ваш клиент жд[её]т ответа на отзыв/iu, /^новый отзыв/iu],
      words: 'below',
      keyed: 'comment',
      isPublic: true,
    },
  ],
  extract: readReview,
}

/** «О компании», the brand, «написали плохой отзыв», the author, the text: one per line, in this order. */
function readReview(view: LetterView): Found | null {
  const lines = (view.bodies[0] ?? []).map((line) => line.trim()).filter((line) => line !== '')
  const at = lines.findIndex((line) => toneLine.test(line))
  const match = toneLine.exec(lines[at] ?? '')
  if (match === null) return null
  const [name, ...rest] = lines.slice(at + 1)
  if (name === undefined || stop.test(name)) return null
  const end = rest.findIndex((line) => stop.test(line))
  const words = rest.slice(0, end < 0 ? undefined : end).join('\n')
  const brand = (match.groups?.['brand'] || lines[at - 1] || '')
    .replace(/^о компании\s*/iu, '')
    .replace(/[«»]/g, '')
    .trim()
  const place = findObject(view, twogis, { keyed: 'comment' })
  const key = place?.rule.level === 'comment' ? `2gis:${place.values['review']}` : null
  return {
    action: 'review',
    reason: { ru: `${match.groups?.['tone'] ?? ''} отзыв`.trim(), en: 'a review' },
    author: {
      network: '2gis',
      externalId: null,
      name,
      photoUrl: null,
      profileUrl: null,
      email: null,
      phone: null,
    },
    text: words,
    sourceUrl: place?.url ?? null,
    sourceTitle: brand === '' ? 'Отзыв в 2ГИС' : `Отзыв в 2ГИС: ${brand}`,
    objectKey: key,
    isPublic: true,
    fields: [{ name: 'Тон отзыва', value: match.groups?.['tone'] ?? '' }],
    warnings: /(?:…|\.\.\.)$/.test(words) ? ['text_shortened'] : [],
  }
}
