/** Interests from any site or program: by `POST /api/v1/interests` with a key, or by a signed hook (R044). */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Channel, RawEvent } from '../channel.ts'
import { allNamed, complain, receive } from './receive.ts'
import { signatureHolds } from './signature.ts'

const Config = z.object({ secret: z.string().min(16).max(200).optional() })
type Config = z.infer<typeof Config>

const example = {
  externalId: 'order-1042',
  sourceType: 'site_form',
  activityClass: 'site_form',
  action: 'question',
  sourceUrl: 'https://example.ru/contacts',
  sourceTitle: 'Форма «Задать вопрос»',
  author: { name: 'Мария Орлова', email: 'maria@example.ru', phone: '+7 900 000-00-00' },
  text: 'Есть ли доставка в Тверь?',
}

export const api: Channel<Config> = {
  manifest: {
    kind: 'api',
    name: { ru: 'Свой сайт или программа', en: 'Your site or program' },
    about: {
      ru: 'Отклики приходят запросом: с сайта, из CRM, из любого сервиса с вебхуками',
      en: 'Interests arrive by request: from a site, a CRM, any service with webhooks',
    },
    icon: 'api',
    sourceType: 'api',
    fields: [
      {
        name: 'secret',
        label: { ru: 'Секрет подписи', en: 'Signing secret' },
        hint: {
          ru: 'Запросы без верной подписи не принимаются. Оставьте пустым, если сервис не умеет подписывать: тогда секретом служит сам адрес.',
          en: 'Requests without the right signature are refused. Leave empty if the service cannot sign: the address itself is then the secret.',
        },
        type: 'secret',
        required: false,
        generate: true,
      },
    ],
    receives: 'push',
    answers: false,
    answersTo: [],
    importsHistory: false,
    hook: {
      contentType: 'application/json',
      body: JSON.stringify(example, null, 2),
      signature: { kind: 'hmac', field: 'secret' },
    },
    textLimit: null,
  },
  schema: Config,
  receive,
  complain,
  verify({ headers, body, now }, { secret }) {
    if (secret === undefined) return { kind: 'accept' }
    return signatureHolds(headers.get('otklik-signature'), body, { secret, now })
      ? { kind: 'accept' }
      : { kind: 'refuse' }
  },
  dedupKey,
  namedBySender: (raw) => Boolean(raw.meta['idempotency-key']),
}

/**
 * The sender's own key first. Items that name themselves repeat safely, so equal bodies are one event. Two people may send
 * the same nameless words, so there only the very same signed request is a repeat; an unsigned one is always new.
 */
function dedupKey(raw: RawEvent): string {
  const key = raw.meta['idempotency-key']
  if (key) return `key:${key}`
  const body = createHash('sha256').update(raw.body).digest('hex')
  if (allNamed(raw)) return `body:${body}`
  const signature = raw.meta['otklik-signature']
  return signature ? `request:${signature}:${body}` : `new:${raw.id}`
}
