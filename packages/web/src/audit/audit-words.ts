/** Codes of the log in words. A code without words is shown as it is: the log never hides anything. */
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'
import { isPermission, roles, type Role } from '@otklik/contract'
import { useQuery } from '@tanstack/react-query'
import { classWords, levelWords, sourceWords } from '../interests/words.ts'
import { membersQuery } from '../members/members.queries.ts'
import { usePermissionWords, useRoleWords } from '../members/role-words.ts'
import { goals } from '../welcome/goals.ts'
import { actionWords } from '../words/actions.ts'

const objects: Record<string, MessageDescriptor> = {
  account: msg`учётная запись`,
  api_key: msg`ключ API`,
  assignment_rule: msg`правило назначения`,
  audit: msg`журнал`,
  channel: msg`канал`,
  contact: msg`человек`,
  conversation: msg`диалог`,
  interest: msg`карточка`,
  invitation: msg`приглашение`,
  job: msg`задача`,
  letter: msg`письмо`,
  listening_import: msg`импорт упоминаний`,
  mail_rule: msg`правило разбора писем`,
  member: msg`сотрудник`,
  operation: msg`долгая задача`,
  post: msg`пост`,
  product: msg`продукт`,
  referral_link: msg`реферальная ссылка`,
  report: msg`отчёт`,
  template: msg`шаблон сообщения`,
  view: msg`вид ленты`,
  webhook: msg`вебхук`,
  workspace: msg`рабочее пространство`,
}

const fields: Record<string, MessageDescriptor> = {
  absentUntil: msg`нет до`,
  action: msg`действие`,
  active: msg`работает`,
  activityClass: msg`вид активности`,
  caseId: msg`обращение`,
  channel: msg`канал`,
  count: msg`количество`,
  decision: msg`решение`,
  email: msg`почта`,
  enabled: msg`включено`,
  dueAt: msg`срок`,
  error: msg`ошибка`,
  events: msg`события`,
  externalId: msg`номер у источника`,
  failures: msg`неудачных попыток`,
  filter: msg`отбор`,
  format: msg`формат`,
  goals: msg`цели`,
  isPublic: msg`публично`,
  kind: msg`вид`,
  level: msg`ступень`,
  link: msg`ссылка`,
  locale: msg`язык`,
  name: msg`имя`,
  order: msg`порядок`,
  presence: msg`присутствие`,
  productId: msg`продукт`,
  publishAt: msg`время публикации`,
  responsible: msg`ответственный`,
  responsibleId: msg`ответственный`,
  role: msg`роль`,
  rows: msg`строк`,
  scopes: msg`разрешено`,
  secrets: msg`пароли и ключи`,
  sourceType: msg`тип источника`,
  state: msg`состояние`,
  synonyms: msg`синонимы`,
  text: msg`текст`,
  timeZone: msg`часовой пояс`,
  title: msg`название`,
  url: msg`адрес`,
}

export function useActionWords(): (code: string) => string {
  // Asked for so that a change of language draws the words again.
  useLingui()
  return actionWords
}

export function useObjectWords(): (code: string) => string {
  return useWords(objects)
}

/** Values of the log that are codes of ours. */
export function useValueWords(): (field: string, value: string) => string {
  const { i18n } = useLingui()
  const roleWords = useRoleWords()
  const permissionWords = usePermissionWords()
  const members = useQuery(membersQuery).data?.items ?? []
  const one = (field: string, code: string) => {
    if (field === 'role') return isRole(code) ? roleWords(code).name : code
    if (field === 'scopes') return isPermission(code) ? permissionWords(code) : code
    if (field === 'presence') return i18n._(code === 'away' ? msg`нет на месте` : msg`на месте`)
    if (field === 'sourceType') return sourceWords(code)
    if (field === 'activityClass') return classWords(code)
    if (field === 'level') return levelWords(code)
    if (field === 'responsibleId') return members.find(({ id }) => id === code)?.name ?? code
    const goal = field === 'goals' ? goals.find(({ id }) => id === code) : undefined
    return goal ? i18n._(goal.words) : code
  }
  return (field, value) =>
    value
      .split(', ')
      .map((code) => one(field, code))
      .join(', ')
}

function isRole(code: string): code is Role {
  return roles.some((role) => role === code)
}

export function useFieldWords(): (code: string) => string {
  return useWords(fields)
}

function useWords(list: Record<string, MessageDescriptor>): (code: string) => string {
  const { i18n } = useLingui()
  return (code) => {
    const found = list[code]
    return found ? i18n._(found) : code
  }
}
