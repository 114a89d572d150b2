/** Answers and breaks of MAX to kinds of errors. Nothing here names the address of a request or its headers. */
import { ChannelError, type ChannelErrorKind, type Words } from '../channel.ts'

/** `once`: nobody knows whether it was done when the connection broke, and doing it twice would be seen by a person. */
export type Repeatable = 'repeatable' | 'once'

/** What MAX says of a refusal; null: the answer came from somebody else (a proxy, a provider's page). */
export interface Refusal {
  code: string
  message: string
}

interface Case {
  status: number
  text: RegExp
  kind: ChannelErrorKind
  words: Words
}

const cases: Case[] = [
  {
    status: 401,
    text: /./,
    kind: 'auth',
    words: {
      ru: 'MAX не принимает токен: его отозвали или заменили. Возьмите новый на business.max.ru: Чат-боты → ⋮ → Настройки, и вставьте в настройки канала.',
      en: 'MAX refuses the token: it was revoked or replaced. Get a new one at business.max.ru: Chat bots → ⋮ → Settings, and put it into the settings of the channel.',
    },
  },
  {
    status: 403,
    text: /dialog\.suspended/i,
    kind: 'unreachable_user',
    words: {
      ru: 'Человек остановил бота: написать ему нельзя, пока он сам не нажмёт «Начать»',
      en: 'The person stopped the bot and cannot be written to until they press Start again',
    },
  },
  {
    status: 403,
    text: /chat\.denied/i,
    kind: 'unreachable_user',
    words: {
      ru: 'MAX не пускает бота в этот чат: человек не нажимал «Начать» или остановил бота, а из группы или канала бота удалили',
      en: 'MAX does not let the bot into this chat: the person never pressed Start or stopped the bot; from a group or channel the bot was removed',
    },
  },
  {
    status: 404,
    text: /chat\.not\.found/i,
    kind: 'not_found',
    words: {
      ru: 'Такого чата в MAX больше нет, либо бот его не видит',
      en: 'There is no such chat at MAX any more, or the bot does not see it',
    },
  },
  {
    status: 404,
    text: /./,
    kind: 'not_found',
    words: {
      ru: 'Этого сообщения, поста или файла в MAX больше нет',
      en: 'The message, post or file is no longer at MAX',
    },
  },
  {
    status: 405,
    text: /./,
    kind: 'bug',
    words: {
      ru: 'MAX не знает такого вызова: обновите Отклик',
      en: 'MAX does not know this call: update Otklik',
    },
  },
  {
    status: 413,
    text: /./,
    kind: 'rejected_content',
    words: { ru: 'Для MAX это слишком большой файл', en: 'The file is too large for MAX' },
  },
]

export function explainRefusal(status: number, refusal: Refusal | null, call: Repeatable): ChannelError {
  if (status === 429)
    return new ChannelError(
      'retry',
      {
        ru: 'MAX просит подождать: слишком много запросов подряд',
        en: 'MAX asks to wait: too many requests in a row',
      },
      { retryAfterSeconds: 2 },
    )
  if (status >= 500) return inTrouble(status, refusal, call)
  if (refusal === null) return inTrouble(status, refusal, call)
  if (refusal.code === 'attachment.not.ready')
    return new ChannelError(
      'retry',
      { ru: 'MAX ещё готовит файл', en: 'MAX is still preparing the file' },
      { retryAfterSeconds: 10 },
    )
  const text = `${refusal.code} ${refusal.message}`
  const known = cases.find((one) => one.status === status && one.text.test(text))
  if (known) return new ChannelError(known.kind, known.words)
  const said = refusal.message || refusal.code
  return new ChannelError(status === 403 ? 'forbidden' : 'rejected_content', {
    ru: `MAX отказал: ${said}`,
    en: `MAX refused: ${said}`,
  })
}

/** A 503 in MAX's own words says that nothing was done; a gateway's page says nothing. */
function inTrouble(status: number, refusal: Refusal | null, call: Repeatable): ChannelError {
  if (call === 'repeatable' || (status === 503 && refusal !== null))
    return new ChannelError('retry', {
      ru: `MAX временно не отвечает (${status})`,
      en: `MAX does not answer at the moment (${status})`,
    })
  return new ChannelError('unknown_outcome', {
    ru: `MAX ответил ошибкой ${status}: ушло ли сообщение, неизвестно`,
    en: `MAX answered with the error ${status}: nobody knows whether the message went out`,
  })
}

/** Refused before a byte of the request went out: nothing can have arrived. After that nobody knows. */
const neverLeft = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'])

/** Node's names for a chain that ends at an authority it does not know. */
const unknownAuthority = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

export function explainBreak(reason: unknown, call: Repeatable): ChannelError {
  if (reason instanceof ChannelError) return reason
  const code = reason instanceof Error && 'code' in reason ? String(reason.code) : ''
  if (unknownAuthority.has(code)) return new ChannelError('unreachable', authorityWords)
  if (neverLeft.has(code))
    return new ChannelError('unreachable', {
      ru: 'MAX недоступен с этого сервера. Проверьте, что сервер выходит в интернет и что исходящие соединения к platform-api2.max.ru открыты.',
      en: 'MAX cannot be reached from this server. Check that it has the internet and that outgoing connections to platform-api2.max.ru are open.',
    })
  if (call === 'once')
    return new ChannelError('unknown_outcome', {
      ru: 'Связь с MAX оборвалась на отправке: ушло ли сообщение, неизвестно',
      en: 'The connection to MAX broke while sending: nobody knows whether the message went out',
    })
  return new ChannelError('retry', { ru: 'Связь с MAX оборвалась', en: 'The connection to MAX broke' })
}

const authorityWords: Words = {
  ru: 'Сервер не доверяет сертификату MAX: его выдал удостоверяющий центр Минцифры, которого Node.js не знает. Скачайте с gosuslugi.ru/crt корневой сертификат «Russian Trusted Root CA» в виде PEM, положите на сервер, укажите путь в OTKLIK_CA_FILE (или в NODE_EXTRA_CA_CERTS) и перезапустите Отклик.',
  en: 'The server does not trust the certificate of MAX: the authority of the Russian Ministry of Digital Development issued it, and Node.js does not know that one. Download the root certificate “Russian Trusted Root CA” as PEM from gosuslugi.ru/crt, put it on the server, name its path in OTKLIK_CA_FILE (or NODE_EXTRA_CA_CERTS) and restart Otklik.',
}
