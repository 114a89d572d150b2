/** Calls of the sign-in door (`/api/auth`), which speaks its own dialect of errors. */
import { i18n } from '@lingui/core'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { z } from 'zod'

export class AuthProblem extends Error {
  override readonly name = 'AuthProblem'
  readonly code: string
  /** Seconds to wait before the next try; set when there were too many. */
  readonly retryAfter: number | undefined
  readonly at = Date.now()
  constructor(code: string, words: string, retryAfter?: number) {
    super(words)
    this.code = code
    this.retryAfter = retryAfter
  }
}

const words: Record<string, MessageDescriptor> = {
  INVALID_EMAIL_OR_PASSWORD: msg`Почта или пароль не подходят. Проверьте раскладку и Caps Lock.`,
  INVALID_PASSWORD: msg`Пароль не подходит.`,
  INVALID_CODE: msg`Код не подходит. Коды меняются каждые 30 секунд; проверьте и время на телефоне.`,
  INVALID_BACKUP_CODE: msg`Такого запасного кода нет, или он уже использован.`,
  PASSWORD_TOO_SHORT: msg`Нужно не меньше 10 знаков.`,
  PASSWORD_TOO_LONG: msg`Не больше 200 знаков.`,
  INVALID_TOKEN: msg`Ссылка уже использована или устарела. Попросите новую.`,
  INVALID_TWO_FACTOR_COOKIE: msg`Время на ввод кода вышло. Начните вход заново.`,
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: msg`Слишком много неверных кодов. Начните вход заново.`,
  ACCOUNT_TEMPORARILY_LOCKED: msg`Слишком много неверных кодов: вход по коду закрыт на 15 минут.`,
  SESSION_NOT_FRESH: msg`Для этого войдите заново: с последнего входа прошло больше суток.`,
  PASSKEY_NOT_FOUND: msg`Этот ключ доступа здесь не зарегистрирован.`,
  AUTHENTICATION_FAILED: msg`Ключ доступа не подошёл.`,
  PREVIOUSLY_REGISTERED: msg`Ключ этого устройства уже добавлен.`,
  CANCELLED: msg`Действие отменено или время вышло.`,
  UNREACHABLE: msg`Нет связи с сервером. Введённое не потеряно, повторите.`,
}

/** Sends and reads JSON; throws AuthProblem with words for a person. */
export async function callAuth<T>(path: string, schema: z.ZodType<T>, body?: unknown): Promise<T> {
  const answer = await send(path, body)
  if (answer.ok) return schema.parse(await answer.json())
  throw await readFailure(answer)
}

async function send(path: string, body: unknown): Promise<Response> {
  try {
    return await fetch(
      `/api/auth${path}`,
      body === undefined
        ? {}
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
    )
  } catch {
    throw authProblem('UNREACHABLE')
  }
}

export function authProblem(code: string): AuthProblem {
  const known = words[code]
  return new AuthProblem(code, i18n._(known ?? msg`Не получилось. Повторите попытку.`))
}

const Failure = z.object({ code: z.string().optional(), message: z.string().optional() })

async function readFailure(answer: Response): Promise<AuthProblem> {
  if (answer.status === 429) {
    const seconds = Number(answer.headers.get('x-retry-after')) || 60
    return new AuthProblem('TOO_MANY_REQUESTS', i18n._(msg`Слишком много попыток с этого адреса.`), seconds)
  }
  const parsed = Failure.safeParse(await answer.json().catch(() => ({})))
  const { code = '', message } = parsed.data ?? {}
  const known = words[code]
  if (known) return new AuthProblem(code, i18n._(known))
  return new AuthProblem(code, message ?? i18n._(msg`Сервер не справился с запросом`))
}
