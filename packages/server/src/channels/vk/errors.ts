/** Numbers of VK's errors to kinds, with words for the person at the screen. */
import { ChannelError, type ChannelErrorKind, type Words } from '../channel.ts'

/** What VK said. Its `request_params` are never kept: a token may be among them. */
export class VkRefusal extends Error {
  readonly code: number
  constructor(code: number, message: string) {
    super(`VK error ${code}: ${message}`)
    this.name = 'VkRefusal'
    this.code = code
  }
}

export function codeOf(error: unknown): number | null {
  const cause = error instanceof ChannelError ? error.cause : error
  return cause instanceof VkRefusal ? cause.code : null
}

export interface Refused {
  error_code: number
  error_msg?: string | undefined
  redirect_uri?: string | undefined
}

export function explainRefusal({
  error_code: code,
  error_msg: said = '',
  redirect_uri: page,
}: Refused): ChannelError {
  const cause = new VkRefusal(code, said.slice(0, 300))
  if (humanChecks.has(code)) return new ChannelError('forbidden', checkWords(page), { cause })
  const known = cases.get(code)
  if (!known)
    return new ChannelError(
      'rejected_content',
      { ru: `ВК отказал: ${said} (${code})`, en: `VK refused: ${said} (${code})` },
      { cause },
    )
  const { kind, words, retryAfterSeconds } = known
  return new ChannelError(kind, words, {
    cause,
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  })
}

/** The connection broke or a proxy answered. Everything we ask of VK may be asked twice: sending carries a name of its own. */
export function explainBreak(reason: unknown): ChannelError {
  if (reason instanceof ChannelError) return reason
  const code = reason instanceof Error && 'code' in reason ? String(reason.code) : ''
  if (neverLeft.has(code))
    return new ChannelError('unreachable', {
      ru: 'ВК недоступен с этого сервера',
      en: 'VK cannot be reached from this server',
    })
  return new ChannelError('retry', { ru: 'Связь с ВК оборвалась', en: 'The connection to VK broke' })
}

export function strangeAnswer(status: number): ChannelError {
  return new ChannelError('retry', {
    ru: `ВК временно не отвечает (${status})`,
    en: `VK does not answer at the moment (${status})`,
  })
}

const neverLeft = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'])

/** VK wants to see a person. A program that asks again is only held up longer. */
const humanChecks = new Set([14, 17, 3300])

function checkWords(page: string | undefined): Words {
  const link = page?.startsWith('https://') ? page : null
  return {
    ru: `ВК просит подтвердить, что вы не робот. ${link ? `Откройте ${link}` : 'Зайдите в ВК администратором сообщества'}, пройдите проверку и повторите.`,
    en: `VK wants proof that you are no robot. ${link ? `Open ${link}` : 'Sign in to VK as an administrator of the community'}, pass the check and try again.`,
  }
}

interface Case {
  kind: ChannelErrorKind
  words: Words
  retryAfterSeconds?: number
}

const list: [codes: number[], found: Case][] = [
  [[1, 10], { kind: 'retry', words: { ru: 'Сбой на стороне ВК', en: 'VK has a failure' } }],
  [
    [3, 8],
    {
      kind: 'bug',
      words: {
        ru: 'ВК не понял запроса: обновите Отклик',
        en: 'VK did not understand the call: update Otklik',
      },
    },
  ],
  [
    [5, 1117],
    {
      kind: 'auth',
      words: {
        ru: 'ВК не принимает ключ доступа: его удалили или он истёк. Создайте новый (Управление → Настройки → Работа с API) и вставьте в настройки канала.',
        en: 'VK refuses the access key: it was deleted or has ended. Make a new one (Manage → Settings → API usage) and put it into the settings of the channel.',
      },
    },
  ],
  [
    [6],
    {
      kind: 'retry',
      retryAfterSeconds: 1,
      words: { ru: 'Слишком много запросов к ВК в секунду', en: 'Too many calls to VK in a second' },
    },
  ],
  [
    [9],
    {
      kind: 'retry',
      retryAfterSeconds: 300,
      words: {
        ru: 'ВК остановил однотипные действия, попробуем через пять минут',
        en: 'VK stopped like actions; we try again in five minutes',
      },
    },
  ],
  [
    [29],
    {
      kind: 'retry',
      retryAfterSeconds: 6 * 3600,
      words: {
        ru: 'Дневной предел ВК для этого действия исчерпан',
        en: 'The daily limit of VK for this action is used up',
      },
    },
  ],
  [
    [7, 15, 27, 28, 203, 1051],
    {
      kind: 'forbidden',
      words: {
        ru: 'Ключу доступа не хватает прав для этого. На странице канала сказано, какое право дать.',
        en: 'The access key lacks the right for this. The page of the channel says which right to give.',
      },
    },
  ],
  [
    [18],
    {
      kind: 'unreachable_user',
      words: {
        ru: 'Страница человека удалена или заблокирована',
        en: 'The person’s page is deleted or banned',
      },
    },
  ],
  [[30], { kind: 'unreachable_user', words: { ru: 'Профиль закрыт', en: 'The profile is private' } }],
  [[113], { kind: 'not_found', words: { ru: 'В ВК нет такого человека', en: 'VK knows no such person' } }],
  [[23], { kind: 'forbidden', words: { ru: 'ВК отключил этот метод', en: 'VK switched this method off' } }],
  [
    [210, 211, 212, 213, 214],
    {
      kind: 'forbidden',
      words: {
        ru: 'ВК не даёт писать здесь: комментарии закрыты или у ключа нет доступа к стене',
        en: 'VK does not allow writing here: comments are closed or the key has no access to the wall',
      },
    },
  ],
  [
    [219, 220, 224],
    {
      kind: 'rejected_content',
      words: {
        ru: 'Превышен предел ВК для рекламы или получателей',
        en: 'A limit of VK on advertising or recipients is reached',
      },
    },
  ],
  [
    [222],
    { kind: 'rejected_content', words: { ru: 'Ссылки здесь запрещены', en: 'Links are forbidden here' } },
  ],
  [
    [223],
    {
      kind: 'retry',
      retryAfterSeconds: 600,
      words: { ru: 'Слишком много комментариев подряд', en: 'Too many comments in a row' },
    },
  ],
  [
    [900],
    {
      kind: 'unreachable_user',
      words: {
        ru: 'Человек в чёрном списке сообщества: написать ему нельзя',
        en: 'The person is on the community’s blacklist and cannot be written to',
      },
    },
  ],
  [
    [901],
    {
      kind: 'unreachable_user',
      words: {
        ru: 'Человек не разрешал сообществу писать ему. Он должен сначала написать сам или нажать «Разрешить сообщения».',
        en: 'The person has not allowed the community to write. They have to write first or press “Allow messages”.',
      },
    },
  ],
  [
    [902],
    {
      kind: 'unreachable_user',
      words: {
        ru: 'Настройки приватности человека не дают ему написать',
        en: 'The person’s privacy settings do not let us write',
      },
    },
  ],
  [
    [909],
    {
      kind: 'window_closed',
      words: {
        ru: 'Сообщение уже нельзя изменить: прошло слишком много времени',
        en: 'The message can no longer be changed: too much time has passed',
      },
    },
  ],
  [
    [920],
    {
      kind: 'rejected_content',
      words: { ru: 'Сообщения этого вида изменить нельзя', en: 'Messages of this kind cannot be changed' },
    },
  ],
  [
    [924],
    {
      kind: 'window_closed',
      words: {
        ru: 'Удалить сообщение у всех можно только в первые сутки',
        en: 'A message can be deleted for everybody only on the first day',
      },
    },
  ],
  [[911], { kind: 'bug', words: { ru: 'ВК не принял кнопки', en: 'VK did not accept the buttons' } }],
  [
    [912],
    {
      kind: 'forbidden',
      words: {
        ru: 'Включите возможности ботов: Управление → Сообщения → Настройки для бота',
        en: 'Turn bot features on: Manage → Messages → Bot settings',
      },
    },
  ],
  [
    [914],
    {
      kind: 'rejected_content',
      words: {
        ru: 'Сообщение слишком длинное: в ВК помещается 4096 знаков',
        en: 'The message is too long: VK takes 4096 characters',
      },
    },
  ],
  [
    [917, 925, 936, 945],
    {
      kind: 'unreachable_user',
      words: { ru: 'Сообщества больше нет в этой беседе', en: 'The community is no longer in this chat' },
    },
  ],
  [
    [943, 944, 950],
    {
      kind: 'window_closed',
      words: {
        ru: 'Время на ответ вышло: ВК разрешит писать, когда человек напишет снова',
        en: 'The time to answer is over: VK allows writing once the person writes again',
      },
    },
  ],
  [
    [2000],
    {
      kind: 'forbidden',
      words: {
        ru: 'У сообщества уже 10 серверов Callback API. Удалите ненужный: Управление → Настройки → Работа с API → Callback API.',
        en: 'The community already has 10 Callback API servers. Delete one you do not need: Manage → Settings → API usage → Callback API.',
      },
    },
  ],
]

const cases: ReadonlyMap<number, Case> = new Map(
  list.flatMap(([codes, found]) => codes.map((code): [number, Case] => [code, found])),
)
