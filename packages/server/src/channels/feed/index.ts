/** Feeds of sites, blogs and forums: RSS, Atom, RDF and JSON Feed. Read only; answers are given at the source. */
import { ChannelError, type Channel } from '../channel.ts'
import { FeedConfig } from './config.ts'
import { fetchFeed } from './fetch-feed.ts'
import { importHistory, listen } from './listen.ts'
import { readFeed } from './read-feed.ts'
import { receive } from './receive.ts'

export const feed: Channel<FeedConfig> = {
  manifest: {
    kind: 'feed',
    name: { ru: 'Лента сайта (RSS, Atom)', en: 'Site feed (RSS, Atom)' },
    about: {
      ru: 'Новые записи блогов, форумов и сайтов, комментарии и отзывы, у которых есть лента RSS или Atom',
      en: 'New entries of blogs, forums and sites, comments and reviews that have an RSS or Atom feed',
    },
    icon: 'feed',
    sourceType: 'other',
    alsoFrom: ['youtube'],
    fields: [
      {
        name: 'url',
        label: { ru: 'Адрес ленты', en: 'Address of the feed' },
        hint: {
          ru: 'Ссылка «RSS» на сайте. У WordPress это адрес сайта и /feed, у комментариев /comments/feed.',
          en: 'The “RSS” link of the site. For WordPress it is the address of the site and /feed, for comments /comments/feed.',
        },
        type: 'text',
        required: true,
      },
      {
        name: 'holds',
        label: { ru: 'Что в ней', en: 'What it holds' },
        hint: null,
        type: 'select',
        options: [
          { value: 'mentions', label: { ru: 'Записи и упоминания', en: 'Entries and mentions' } },
          { value: 'comments', label: { ru: 'Комментарии', en: 'Comments' } },
          { value: 'reviews', label: { ru: 'Отзывы', en: 'Reviews' } },
        ],
        required: true,
        default: 'mentions',
      },
      {
        name: 'minutes',
        label: { ru: 'Проверять раз в … минут', en: 'Look every … minutes' },
        hint: { ru: 'От 5 до 1440.', en: 'From 5 to 1440.' },
        type: 'number',
        required: false,
        default: 15,
        advanced: true,
      },
    ],
    receives: 'poll',
    answers: false,
    answersTo: [],
    importsHistory: true,
    hook: null,
    textLimit: null,
  },
  schema: FeedConfig,
  receive,
  listen,
  importHistory,
  async test({ url }, io) {
    try {
      const found = await fetchFeed(url, {}, io)
      if (found.kind === 'same') return { ok: true, detail: { ru: 'Лента отвечает', en: 'The feed answers' } }
      const { title, entries } = readFeed(found.body, found.contentType)
      return {
        ok: true,
        detail: {
          ru: `«${title ?? url}», записей: ${entries.length}`,
          en: `“${title ?? url}”, entries: ${entries.length}`,
        },
      }
    } catch (error) {
      if (error instanceof ChannelError) return { ok: false, field: 'url', message: error.words }
      throw error
    }
  },
}
