/** From a failed call to words a person can act on. */
import { readProblem } from '@otklik/contract'
import { i18n } from '@lingui/core'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { fieldsOf } from './problem-fields.ts'

export interface Problem {
  code: string
  /** 0 when the server was not reached. */
  status: number
  title: string
  detail: string | undefined
  /** Errors beside the fields of a form, by field name. */
  fields: Record<string, string>
}

interface Words {
  title: MessageDescriptor
  detail?: MessageDescriptor
}

const known: Record<string, Words> = {
  UNAUTHORIZED: {
    title: msg`Вы вышли из системы`,
    detail: msg`Войдите снова: введённое останется на месте.`,
  },
  FORBIDDEN: {
    title: msg`Недостаточно прав`,
    detail: msg`Попросите владельца или администратора дать вам эту возможность.`,
  },
  NOT_FOUND: {
    title: msg`Этого здесь нет`,
    detail: msg`Запись удалена или принадлежит другому рабочему пространству.`,
  },
  CONFLICT: { title: msg`Пока вы смотрели, это изменили`, detail: msg`Обновите страницу и повторите.` },
  INVALID: { title: msg`Проверьте введённое` },
  BAD_REQUEST: { title: msg`Проверьте введённое` },
  INTEREST_TAKEN: { title: msg`Карточку уже взял коллега` },
  ANSWER_UNDER_WAY: { title: msg`Коллега уже отвечает на эту карточку` },
  PROOF_REQUIRED: {
    title: msg`Нужно подтверждение`,
    detail: msg`Приложите скриншот или ссылку на ответ либо укажите причину.`,
  },
  CANNOT_ANSWER_HERE: {
    title: msg`Отсюда ответить нельзя`,
    detail: msg`Ответьте на площадке по ссылке и приложите подтверждение.`,
  },
  LAST_OWNER: { title: msg`Нужен хотя бы один владелец` },
  ALREADY_MEMBER: { title: msg`Этот человек уже в команде` },
  ALREADY_SET_UP: {
    title: msg`У системы уже есть владелец`,
    detail: msg`Войдите со своей почтой и паролем.`,
  },
  FIRST_RUN_CODE: {
    title: msg`Код первого запуска не подошёл`,
    detail: msg`Он напечатан в терминале, где запущен Отклик, под адресом программы.`,
  },
  TOO_MANY_REQUESTS: { title: msg`Слишком много попыток`, detail: msg`Подождите минуту и повторите.` },
}

const unreachable: Words = {
  title: msg`Нет связи с сервером`,
  detail: msg`Проверьте интернет. Введённое не потеряно, повторите, когда связь вернётся.`,
}
const serverFailed: Words = {
  title: msg`Сервер не справился с запросом`,
  detail: msg`Повторите. Если не поможет, покажите администратору время и название действия.`,
}

/** Never throws; an unknown code shows the words of the server. */
export function describeProblem(error: unknown): Problem {
  const said = readProblem(error)
  if (!said) return { code: 'UNREACHABLE', status: 0, ...inWords(unreachable), fields: {} }
  const words = known[said.code] ?? (said.status >= 500 ? serverFailed : undefined)
  const shown = words ? inWords(words) : { title: said.message, detail: undefined }
  return { code: said.code, status: said.status, ...shown, fields: fieldsOf(said.data) }
}

/** Lets a slice say its own codes in words: `addProblemWords({CONTACT_NAME_TAKEN: {title: msg`…`}})`. */
export function addProblemWords(words: Record<string, Words>): void {
  Object.assign(known, words)
}

function inWords(words: Words): { title: string; detail: string | undefined } {
  return { title: i18n._(words.title), detail: words.detail && i18n._(words.detail) }
}
