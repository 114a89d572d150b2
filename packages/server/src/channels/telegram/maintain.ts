/** Keeps Telegram's side in order: where it pushes, with which secret, and what it complains of. */
import { createHash } from 'node:crypto'
import type { ChannelMemory, Hook, Upkeep, UpkeepSession, Words } from '../channel.ts'
import { ask, openTelegram, type Telegram } from './api.ts'
import type { TelegramSettings } from './settings.ts'
import { wantedUpdates } from './wanted.ts'

type WebhookInfo = Awaited<ReturnType<Telegram['getWebhookInfo']>>
type Session = UpkeepSession<TelegramSettings>

/** A complaint older than this is history: what came since was delivered. */
const freshMs = 60 * 60_000

export async function maintainTelegram(session: Session): Promise<Upkeep> {
  const { config, io, hook, memory, goal } = session
  const telegram = openTelegram(config, io)
  if (goal === 'gone') return leave(session, telegram)
  // Fetched by `listen`, which takes the webhook back itself.
  if (!hook || config.delivery === 'poll') return { memory: {}, note: null }
  const info = await ask('repeatable', () => telegram.getWebhookInfo())
  const complaint = complaintOf(info, memory, io.now())
  const reason = whySubscribe(info, hook, memory, complaint)
  if (reason === null) return { memory, note: complaint }
  await ask('repeatable', () =>
    telegram.setWebhook({
      url: hook.url,
      secret_token: hook.secret,
      allowed_updates: wantedUpdates,
      max_connections: 40,
      drop_pending_updates: false,
    }),
  )
  return {
    memory: { url: hook.url, secret: markOf(hook), since: io.now().toISOString() },
    missed: reason === 'taken',
    note: reason === 'new' ? null : joinWords(notes[reason], complaint),
  }
}

/** Takes back only a subscription of ours: another program may have the bot by now. */
async function leave({ hook, memory }: Session, telegram: Telegram): Promise<Upkeep> {
  const info = await ask('repeatable', () => telegram.getWebhookInfo())
  if (info.url && (info.url === hook?.url || info.url === memory['url']))
    await ask('repeatable', () => telegram.deleteWebhook({ drop_pending_updates: false }))
  return { memory: {}, note: null }
}

type Reason = 'new' | 'lost' | 'taken' | 'kinds' | 'secret'

const notes: Record<Exclude<Reason, 'new'>, Words> = {
  lost: {
    ru: 'Телеграм потерял наш адрес, мы записали его снова.',
    en: 'Telegram had lost our address; we wrote it down again.',
  },
  taken: {
    ru: 'Сообщения этого бота забирала другая программа с тем же токеном, мы вернули их себе. Если она нужна, заведите для Отклика отдельного бота.',
    en: 'Another program with the same token took the messages of this bot; we took them back. If you need that program, make a separate bot for Otklik.',
  },
  kinds: {
    ru: 'Телеграм присылал не все виды событий, мы подписались на все.',
    en: 'Telegram did not send all kinds of events; we subscribed to all.',
  },
  secret: {
    ru: 'Телеграм присылал события без нашей подписи, мы дали её снова.',
    en: 'Telegram sent events without our mark; we gave it again.',
  },
}

function whySubscribe(
  info: WebhookInfo,
  hook: Hook,
  memory: ChannelMemory,
  complaint: Words | null,
): Reason | null {
  if (info.url !== hook.url) {
    if (memory['url'] !== hook.url) return 'new'
    return info.url ? 'taken' : 'lost'
  }
  const kinds = new Set<string>(info.allowed_updates)
  if (wantedUpdates.some((kind) => !kinds.has(kind))) return memory['url'] === hook.url ? 'kinds' : 'new'
  if (memory['secret'] !== markOf(hook)) return 'new'
  // Our door answers 404 to a wrong secret.
  return complaint && /\b404\b/.test(info.last_error_message ?? '') ? 'secret' : null
}

/** A mark of the secret, not the secret: memory is not sealed. */
function markOf({ secret }: Hook): string {
  return createHash('sha256').update(secret).digest('hex').slice(0, 16)
}

function complaintOf(info: WebhookInfo, memory: ChannelMemory, now: Date): Words | null {
  const { last_error_date: date, last_error_message: message, pending_update_count: waiting } = info
  if (date === undefined || message === undefined) return null
  const at = date * 1000
  const since = typeof memory['since'] === 'string' ? Date.parse(memory['since']) : 0
  if (at < since || now.getTime() - at > freshMs) return null
  const reason = complaints.find(({ text }) => text.test(message))?.words ?? { ru: message, en: message }
  return {
    ru: `Телеграм не смог доставить события: ${reason.ru}. Ждёт доставки: ${waiting}.`,
    en: `Telegram could not deliver events: ${reason.en}. Waiting: ${waiting}.`,
  }
}

const complaints: { text: RegExp; words: Words }[] = [
  {
    text: /SSL|certificate/i,
    words: {
      ru: 'сертификат нашего адреса ему не подходит',
      en: 'it does not accept the certificate of our address',
    },
  },
  {
    text: /refused/i,
    words: { ru: 'наш адрес не принимает соединений', en: 'our address takes no connections' },
  },
  { text: /timed? ?out|timeout/i, words: { ru: 'наш адрес не отвечает', en: 'our address does not answer' } },
  {
    text: /resolve host|hostname/i,
    words: { ru: 'имя нашего адреса не находится', en: 'the name of our address is not found' },
  },
  {
    text: /response from the webhook: 404/i,
    words: {
      ru: 'наш адрес не узнал его (404): проверьте настройку обратного прокси',
      en: 'our address did not know it (404): check the reverse proxy',
    },
  },
  {
    text: /response from the webhook: 5/i,
    words: { ru: 'наш сервер ответил ошибкой', en: 'our server answered with an error' },
  },
]

function joinWords(first: Words, second: Words | null): Words {
  return second ? { ru: `${first.ru} ${second.ru}`, en: `${first.en} ${second.en}` } : first
}
