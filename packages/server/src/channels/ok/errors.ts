/** Numbers of OK to kinds of errors. The HTTP status is 200 whatever happened, so the body tells. */
import { ChannelError, type ChannelErrorKind, type Words } from '../channel.ts'

/** `once`: nobody knows whether it was done when the connection broke, and doing it twice would be seen by a person. */
export type Repeatable = 'repeatable' | 'once'

interface Case {
  codes: readonly number[]
  kind: ChannelErrorKind
  words: Words
  waitSeconds?: number
}

const cases: readonly Case[] = [
  {
    codes: [102, 103, 453],
    kind: 'auth',
    words: {
      ru: 'Одноклассники не принимают ключ доступа: он кончился или его заменили. Получите новый и вставьте в настройки канала.',
      en: 'OK refuses the access key: it ended or was replaced. Get a new one and put it into the settings of the channel.',
    },
  },
  {
    codes: [104],
    kind: 'auth',
    words: {
      ru: 'Подпись не сошлась: проверьте публичный и секретный ключи приложения, они должны быть от того же приложения, что и ключ доступа',
      en: 'The signature does not match: check the public and secret keys of the application; they must belong to the same application as the access token',
    },
  },
  {
    codes: [101],
    kind: 'auth',
    words: {
      ru: 'Одноклассники не знают такого публичного ключа приложения',
      en: 'OK does not know this public key of an application',
    },
  },
  {
    codes: [10, 24, 50, 200],
    kind: 'forbidden',
    words: {
      ru: 'Не хватает прав: нужен администратор группы и права приложения VALUABLE_ACCESS и GROUP_CONTENT. Их выдают по письму на api-support@ok.ru.',
      en: 'Rights are missing: an administrator of the group and the application rights VALUABLE_ACCESS and GROUP_CONTENT are needed. They are granted by a letter to api-support@ok.ru.',
    },
  },
  {
    codes: [7],
    kind: 'retry',
    waitSeconds: 1800,
    words: { ru: 'Одноклассники временно запретили это действие', en: 'OK has blocked this act for a while' },
  },
  {
    codes: [8],
    kind: 'retry',
    waitSeconds: 300,
    words: { ru: 'Слишком часто: Одноклассники просят подождать', en: 'Too often: OK asks to wait' },
  },
  {
    codes: [9],
    kind: 'retry',
    waitSeconds: 3600,
    words: {
      ru: 'Одноклассники временно не пускают адрес этого сервера',
      en: 'OK does not let this server in for a while',
    },
  },
  {
    codes: [11],
    kind: 'retry',
    waitSeconds: 3600,
    words: {
      ru: 'Исчерпан предел обращений к Одноклассникам, ждём следующего часа',
      en: 'The limit of calls to OK is used up; waiting for the next hour',
    },
  },
  {
    codes: [401, 402, 403, 511, 514],
    kind: 'forbidden',
    words: {
      ru: 'Одноклассники просят подтвердить, что вы человек: войдите на ok.ru под администратором группы, пройдите проверку и возобновите канал',
      en: 'OK asks to confirm that you are a person: log in at ok.ru as the administrator of the group, pass the check and resume the channel',
    },
  },
  {
    codes: [454],
    kind: 'rejected_content',
    words: {
      ru: 'Одноклассники не приняли текст: в нём запрещённые слова или ссылка',
      en: 'OK refused the text: it has forbidden words or a link',
    },
  },
  {
    codes: [455, 456, 457, 458],
    kind: 'unreachable_user',
    words: {
      ru: 'Человек не принимает сообщений от группы',
      en: 'The person takes no messages from the group',
    },
  },
  {
    codes: [300, 700, 705],
    kind: 'not_found',
    words: {
      ru: 'Этого уже нет в Одноклассниках: удалено или закрыто',
      en: 'It is no longer at OK: removed or closed',
    },
  },
  {
    codes: [704],
    kind: 'window_closed',
    words: {
      ru: 'Изменить уже нельзя: прошло время, которое на это дают Одноклассники',
      en: 'It cannot be changed any more: the time OK gives for it has passed',
    },
  },
  {
    codes: [600, 601, 602, 603, 604, 605, 606, 607],
    kind: 'rejected_content',
    words: { ru: 'Одноклассники не приняли содержимое', en: 'OK refused the content' },
  },
]

const internal = new Set([1, 2, 5000, 9999])

/** `message` is OK's own, kept for the cases nobody has foreseen. */
export function explainCode(code: number, message: string, call: Repeatable): ChannelError {
  if (internal.has(code)) return inTrouble(`${code}`, call)
  const known = cases.find(({ codes }) => codes.includes(code))
  if (!known)
    return new ChannelError('bug', {
      ru: `Одноклассники отказали (${code}): ${message}`,
      en: `OK refused (${code}): ${message}`,
    })
  const { kind, words, waitSeconds } = known
  return new ChannelError(
    kind,
    { ru: `${words.ru} (${code})`, en: `${words.en} (${code})` },
    waitSeconds === undefined ? {} : { retryAfterSeconds: waitSeconds },
  )
}

export function inTrouble(what: string, call: Repeatable): ChannelError {
  return call === 'once'
    ? new ChannelError('unknown_outcome', {
        ru: `Одноклассники ответили ошибкой ${what}: ушло ли сообщение, неизвестно`,
        en: `OK answered with the error ${what}: nobody knows whether the message went out`,
      })
    : new ChannelError('retry', {
        ru: `Одноклассники временно не отвечают (${what})`,
        en: `OK does not answer at the moment (${what})`,
      })
}

/** Refused before a byte went out: nothing can have arrived. After that nobody knows. */
const neverLeft = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'])

/** Never names the address of a request: the token is in it. */
export function explainBreak(reason: unknown, call: Repeatable): ChannelError {
  if (reason instanceof ChannelError) return reason
  const code = reason instanceof Error && 'code' in reason ? String(reason.code) : ''
  if (neverLeft.has(code))
    return new ChannelError('unreachable', {
      ru: 'Одноклассники недоступны с этого сервера',
      en: 'OK cannot be reached from this server',
    })
  if (call === 'once')
    return new ChannelError('unknown_outcome', {
      ru: 'Связь с Одноклассниками оборвалась на отправке: ушло ли сообщение, неизвестно',
      en: 'The connection to OK broke while sending: nobody knows whether the message went out',
    })
  return new ChannelError('retry', {
    ru: 'Связь с Одноклассниками оборвалась',
    en: 'The connection to OK broke',
  })
}
