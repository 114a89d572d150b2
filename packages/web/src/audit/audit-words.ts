/** Codes of the log in words. A code without words is shown as it is: the log never hides anything. */
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'
import { isPermission, roles, type Role } from '@otklik/contract'
import { usePermissionWords, useRoleWords } from '../members/role-words.ts'
import { goals } from '../welcome/goals.ts'

const actions: Record<string, MessageDescriptor> = {
  'account.signed_in': msg`Вход`,
  'account.signed_in_by_backup_code': msg`Вход по запасному коду`,
  'account.signed_in_by_passkey': msg`Вход ключом доступа`,
  'account.signed_out': msg`Выход`,
  'account.password_changed': msg`Смена пароля`,
  'account.second_factor_added': msg`Включён второй шаг входа`,
  'account.second_factor_removed': msg`Выключен второй шаг входа`,
  'account.backup_codes_renewed': msg`Новые запасные коды`,
  'account.passkey_added': msg`Добавлен ключ доступа`,
  'account.passkey_removed': msg`Убран ключ доступа`,
  'api_key.created': msg`Создан ключ API`,
  'api_key.revoked': msg`Отозван ключ API`,
  'audit.exported': msg`Выгрузка журнала`,
  'invitation.created': msg`Приглашение`,
  'invitation.revoked': msg`Приглашение отозвано`,
  'invitation.accepted': msg`Приглашение принято`,
  'member.role_changed': msg`Смена роли`,
  'member.disabled': msg`Доступ закрыт`,
  'member.enabled': msg`Доступ возвращён`,
  'member.presence_changed': msg`Присутствие`,
  'member.renamed': msg`Смена имени`,
  'member.password_link_made': msg`Ссылка для нового пароля`,
  'member.second_factor_removed': msg`Второй шаг выключен администратором`,
  'workspace.created': msg`Создано рабочее пространство`,
  'workspace.changed': msg`Изменено рабочее пространство`,
  'job.retried': msg`Задача запущена снова`,
  'job.discarded': msg`От задачи отказались`,
}

const objects: Record<string, MessageDescriptor> = {
  account: msg`учётная запись`,
  api_key: msg`ключ API`,
  audit: msg`журнал`,
  interest: msg`карточка`,
  invitation: msg`приглашение`,
  job: msg`задача`,
  member: msg`сотрудник`,
  product: msg`продукт`,
  view: msg`вид ленты`,
  channel: msg`канал`,
  workspace: msg`рабочее пространство`,
}

const fields: Record<string, MessageDescriptor> = {
  name: msg`имя`,
  role: msg`роль`,
  email: msg`почта`,
  scopes: msg`разрешено`,
  timeZone: msg`часовой пояс`,
  goals: msg`цели`,
  presence: msg`присутствие`,
  absentUntil: msg`нет до`,
  locale: msg`язык`,
  error: msg`ошибка`,
}

/** Lets a slice name its own actions: `addActionWords({'product.created': msg`Новый продукт`})`. */
export function addActionWords(words: Record<string, MessageDescriptor>): void {
  Object.assign(actions, words)
}

export function useActionWords(): (code: string) => string {
  return useWords(actions)
}

export function useObjectWords(): (code: string) => string {
  return useWords(objects)
}

/** Values of the log that are codes of ours. */
export function useValueWords(): (field: string, value: string) => string {
  const { i18n } = useLingui()
  const roleWords = useRoleWords()
  const permissionWords = usePermissionWords()
  const one = (field: string, code: string) => {
    if (field === 'role') return isRole(code) ? roleWords(code).name : code
    if (field === 'scopes') return isPermission(code) ? permissionWords(code) : code
    if (field === 'presence') return i18n._(code === 'away' ? msg`нет на месте` : msg`на месте`)
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
