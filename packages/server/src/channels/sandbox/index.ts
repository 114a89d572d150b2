/** A channel to try Otklik out and the template of a new one: copy this folder, see docs/channels/add-a-channel.md. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { ChannelError, type Channel } from '../channel.ts'
import { act, fetchFile, inspect, lookUpObjects, lookUpPeople, maintain } from './network.ts'
import { eventId, receive } from './receive.ts'
import { check, send } from './send.ts'

const Config = z.object({
  deliverTo: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
  network: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
  key: z.string().max(200).optional(),
})
type Config = z.infer<typeof Config>

const example = {
  id: 'comment-1',
  kind: 'comment',
  text: 'Сколько стоит доставка в Казань?',
  author: { id: 'ivan', name: 'Иван Петров' },
  place: { id: 'post-7', title: 'Пост «Новая обжарка»', url: 'https://example.ru/posts/7' },
}

export const sandbox: Channel<Config> = {
  manifest: {
    kind: 'sandbox',
    name: { ru: 'Песочница', en: 'Sandbox' },
    about: {
      ru: 'Придуманная сеть: попробовать ленту и ответы, ничего не подключая',
      en: 'An invented network: try the feed and answers without connecting anything',
    },
    icon: 'sandbox',
    sourceType: 'sandbox',
    fields: [
      {
        name: 'deliverTo',
        label: { ru: 'Куда доставлять ответы', en: 'Where to deliver answers' },
        hint: {
          ru: 'Адрес, на который песочница отправит текст ответа. Пусто: ответ считается доставленным.',
          en: 'The sandbox posts the answer to this address. Empty: the answer counts as delivered.',
        },
        type: 'text',
        required: false,
        advanced: true,
      },
      {
        name: 'network',
        label: { ru: 'Адрес сети', en: 'Address of the network' },
        hint: {
          ru: 'Сервер, у которого песочница узнаёт имена, посты и файлы. Пусто: ничего не узнаёт.',
          en: 'The server the sandbox asks for names, posts and files. Empty: it asks nobody.',
        },
        type: 'text',
        required: false,
        advanced: true,
      },
      {
        name: 'key',
        label: { ru: 'Ключ', en: 'Key' },
        hint: { ru: 'Сеть может выдать новый сама.', en: 'The network may hand out a new one by itself.' },
        type: 'secret',
        required: false,
        advanced: true,
      },
    ],
    receives: 'push',
    answers: true,
    answersTo: ['comment', 'dialog'],
    importsHistory: false,
    hook: {
      contentType: 'application/json',
      body: JSON.stringify(example, null, 2),
      signature: { kind: 'none' },
    },
    textLimit: 4096,
    acts: ['like', 'hide_comment', 'remove_comment'],
  },
  schema: Config,
  receive,
  dedupKey: ({ body }) => eventId(body) ?? createHash('sha256').update(body).digest('hex'),
  nameAnswer: ({ id }) => `sandbox:${id}`,
  send,
  check,
  inspect,
  maintain,
  lookUpPeople,
  lookUpObjects,
  fetchFile,
  act,
  async test({ deliverTo }, io) {
    if (deliverTo === undefined)
      return { ok: true, detail: { ru: 'Песочница готова', en: 'The sandbox is ready' } }
    try {
      const { status } = await io.fetch(deliverTo)
      return { ok: true, detail: { ru: `Адрес отвечает (${status})`, en: `The address answers (${status})` } }
    } catch (error) {
      if (error instanceof ChannelError) return { ok: false, field: 'deliverTo', message: error.words }
      return {
        ok: false,
        field: 'deliverTo',
        message: {
          ru: 'Адрес не отвечает. Проверьте его и запущен ли сервер.',
          en: 'The address does not answer. Check it, and that the server runs.',
        },
      }
    }
  },
}
