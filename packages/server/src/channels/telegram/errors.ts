/** Words of the Bot API to kinds of errors. Texts of the server, not numbers, tell which case it is; they are stable for years. */
import { GrammyError, HttpError } from 'grammy'
import { ChannelError, type ChannelErrorKind, type Words } from '../channel.ts'

/** `once`: nobody knows whether it was done when the connection broke, and doing it twice would be seen by a person. */
export type Repeatable = 'repeatable' | 'once'

/** A proxy or a provider's page answered in Telegram's place. */
export class StrangeAnswer extends Error {
  readonly status: number
  constructor(status: number) {
    super(`answered ${status} without JSON`)
    this.name = 'StrangeAnswer'
    this.status = status
  }
}

/** Never names the address of a request: the token is in it. */
export function explain(error: unknown, call: Repeatable): ChannelError {
  if (error instanceof ChannelError) return error
  if (error instanceof GrammyError) return explainAnswer(error, call)
  const reason = error instanceof HttpError ? error.error : error
  if (reason instanceof ChannelError) return reason
  return explainBreak(reason, call)
}

export function migratedTo(error: unknown): string | null {
  const id = error instanceof GrammyError ? error.parameters.migrate_to_chat_id : undefined
  return id === undefined ? null : String(id)
}

/** What was asked for is already so. */
export function isDone(error: unknown, done: RegExp): boolean {
  return error instanceof GrammyError && error.error_code === 400 && done.test(error.description)
}

interface Case {
  code: number
  text: RegExp
  kind: ChannelErrorKind
  words: Words
}

const cases: Case[] = [
  {
    code: 401,
    text: /./,
    kind: 'auth',
    words: {
      ru: 'Телеграм не принимает токен: его отозвали или заменили. Возьмите новый у @BotFather командой /token и вставьте в настройки канала.',
      en: 'Telegram refuses the token: it was revoked or replaced. Get a new one from @BotFather with /token and put it into the settings of the channel.',
    },
  },
  {
    code: 404,
    text: /method not found/i,
    kind: 'bug',
    words: {
      ru: 'Свой сервер Bot API не знает этого вызова: обновите его',
      en: 'Your own Bot API server does not know this call: update it',
    },
  },
  {
    code: 404,
    text: /./,
    kind: 'auth',
    words: {
      ru: 'Телеграм не знает бота с таким токеном. Скопируйте токен у @BotFather целиком.',
      en: 'Telegram knows no bot with this token. Copy the whole token from @BotFather.',
    },
  },
  {
    code: 403,
    text: /blocked by the user/i,
    kind: 'unreachable_user',
    words: {
      ru: 'Человек заблокировал бота: написать ему нельзя, пока он сам не разблокирует',
      en: 'The person blocked the bot and cannot be written to until they unblock it',
    },
  },
  {
    code: 403,
    text: /deactivated/i,
    kind: 'unreachable_user',
    words: { ru: 'Человек удалил свой аккаунт в Телеграме', en: 'The person deleted their Telegram account' },
  },
  {
    code: 403,
    text: /can't initiate|can't send messages to/i,
    kind: 'unreachable_user',
    words: {
      ru: 'Бот не пишет первым: человек должен сначала написать боту',
      en: 'A bot does not write first: the person has to write to the bot before',
    },
  },
  {
    code: 403,
    text: /kicked|not a member/i,
    kind: 'forbidden',
    words: {
      ru: 'Бота удалили из этой группы или канала. Добавьте его снова.',
      en: 'The bot was removed from this group or channel. Add it again.',
    },
  },
  {
    code: 400,
    text: /business[ _]?connection.*(not found|invalid)/i,
    kind: 'forbidden',
    words: {
      ru: 'Владелец отключил бота от своего аккаунта. Подключить снова: Настройки → Telegram для бизнеса → Чат-боты.',
      en: 'The owner disconnected the bot from the account. To connect it again: Settings → Telegram Business → Chatbots.',
    },
  },
  {
    code: 400,
    text: /business[ _]?(connection|peer|account)/i,
    kind: 'window_closed',
    words: {
      ru: 'Ответить от имени аккаунта нельзя: прошли сутки с последнего сообщения клиента, или у бота отняли право отвечать (Настройки → Telegram для бизнеса → Чат-боты)',
      en: 'Cannot answer for the account: a day has passed since the person’s last message, or the bot lost the right to reply (Settings → Telegram Business → Chatbots)',
    },
  },
  {
    code: 400,
    text: /not enough rights|need administrator rights|CHAT_ADMIN_REQUIRED|have no rights|CHAT_WRITE_FORBIDDEN|USER_NOT_PARTICIPANT/i,
    kind: 'forbidden',
    words: {
      ru: 'У бота не хватает прав: сделайте его администратором этой группы или канала',
      en: 'The bot lacks rights: make it an administrator of this group or channel',
    },
  },
  {
    code: 400,
    text: /(can't|cannot) be (edited|deleted)|too old/i,
    kind: 'window_closed',
    words: {
      ru: 'Это сообщение уже нельзя изменить или удалить: Телеграм даёт на это 48 часов',
      en: 'This message cannot be changed or removed any more: Telegram gives 48 hours for it',
    },
  },
  {
    code: 400,
    text: /HIDE_REQUESTER_MISSING/i,
    kind: 'not_found',
    words: {
      ru: 'Заявки уже нет: её рассмотрели или отозвали',
      en: 'The request is gone: somebody decided about it or it was taken back',
    },
  },
  {
    code: 400,
    text: /(replied|reply) (message )?not found/i,
    kind: 'not_found',
    words: {
      ru: 'Сообщения, на которое вы отвечаете, уже нет',
      en: 'The message you answer is gone',
    },
  },
  {
    code: 400,
    text: /file is too big/i,
    kind: 'rejected_content',
    words: {
      ru: 'Файл больше 20 МБ: ботам Телеграм такие не отдаёт. Откройте его в самом Телеграме.',
      en: 'The file is larger than 20 MB and Telegram gives bots no such files. Open it in Telegram.',
    },
  },
  {
    code: 400,
    text: /wrong file_id|file_id.*invalid|temporarily unavailable|FILE_REFERENCE_EXPIRED/i,
    kind: 'not_found',
    words: { ru: 'Этого файла в Телеграме уже нет', en: 'The file is no longer at Telegram' },
  },
  {
    code: 400,
    text: /not found|PEER_ID_INVALID|MESSAGE_ID_INVALID/i,
    kind: 'not_found',
    words: {
      ru: 'Такого чата или сообщения больше нет, либо бот его не видит',
      en: 'There is no such chat or message any more, or the bot does not see it',
    },
  },
  {
    code: 400,
    text: /too long/i,
    kind: 'rejected_content',
    words: {
      ru: 'Слишком длинно: в сообщение помещается 4096 знаков, в подпись к файлу 1024',
      en: 'Too long: a message takes 4096 characters, a caption 1024',
    },
  },
  {
    code: 413,
    text: /./,
    kind: 'rejected_content',
    words: {
      ru: 'Файл больше 50 МБ: боты таких не отправляют',
      en: 'The file is larger than 50 MB: bots cannot send such',
    },
  },
]

function explainAnswer(error: GrammyError, call: Repeatable): ChannelError {
  const { error_code: code, description } = error
  if (code === 429) return tooFast(error.parameters.retry_after)
  if (code === 409) return new ChannelError('retry', conflictWords(description))
  if (code >= 500) return inTrouble(code, call)
  const known = cases.find((one) => one.code === code && one.text.test(description))
  if (known) return new ChannelError(known.kind, known.words)
  return new ChannelError(code === 403 ? 'forbidden' : 'rejected_content', {
    ru: `Телеграм отказал: ${description}`,
    en: `Telegram refused: ${description}`,
  })
}

function tooFast(seconds: number | undefined): ChannelError {
  return new ChannelError(
    'retry',
    {
      ru: `Телеграм просит подождать ${seconds ?? 30} с: слишком много сообщений подряд`,
      en: `Telegram asks to wait ${seconds ?? 30} s: too many messages in a row`,
    },
    { retryAfterSeconds: seconds ?? 30 },
  )
}

function conflictWords(description: string): Words {
  return /webhook/i.test(description)
    ? {
        ru: 'Обновления этого бота уходят на адрес другой программы. Отключите бота там или заведите отдельного бота.',
        en: 'Updates of this bot go to the address of another program. Disconnect the bot there or make a separate bot.',
      }
    : {
        ru: 'Этим же токеном пользуется ещё одна программа, и сообщения достаются то ей, то нам. Оставьте одну или заведите отдельного бота.',
        en: 'Another program uses the same token, and messages go now to it, now to us. Leave one of them or make a separate bot.',
      }
}

function inTrouble(status: number, call: Repeatable): ChannelError {
  return call === 'once'
    ? new ChannelError('unknown_outcome', {
        ru: `Телеграм ответил ошибкой ${status}: ушло ли сообщение, неизвестно`,
        en: `Telegram answered with the error ${status}: nobody knows whether the message went out`,
      })
    : new ChannelError('retry', {
        ru: `Телеграм временно не отвечает (${status})`,
        en: `Telegram does not answer at the moment (${status})`,
      })
}

/** Refused before a byte went out: nothing can have arrived. After that nobody knows. */
const neverLeft = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'])

function explainBreak(reason: unknown, call: Repeatable): ChannelError {
  if (reason instanceof StrangeAnswer) return inTrouble(reason.status, call)
  const code = reason instanceof Error && 'code' in reason ? String(reason.code) : ''
  if (neverLeft.has(code))
    return new ChannelError('unreachable', {
      ru: 'Телеграм недоступен с этого сервера. Если его блокирует провайдер, укажите адрес своего сервера Bot API.',
      en: 'Telegram cannot be reached from this server. If the provider blocks it, give the address of your own Bot API server.',
    })
  if (call === 'once')
    return new ChannelError('unknown_outcome', {
      ru: 'Связь с Телеграмом оборвалась на отправке: ушло ли сообщение, неизвестно',
      en: 'The connection to Telegram broke while sending: nobody knows whether the message went out',
    })
  return new ChannelError('retry', {
    ru: 'Связь с Телеграмом оборвалась',
    en: 'The connection to Telegram broke',
  })
}
