/** Roles and permissions in words. */
import type { Permission, Role } from '@otklik/contract'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'

const roleNames: Record<Role, { name: MessageDescriptor; about: MessageDescriptor }> = {
  owner: { name: msg`Владелец`, about: msg`Может всё, в том числе назначать владельцев` },
  administrator: { name: msg`Администратор`, about: msg`Настраивает каналы, людей и правила` },
  head: { name: msg`Руководитель`, about: msg`Распределяет работу, выгружает, видит журнал` },
  manager: { name: msg`Менеджер`, about: msg`Берёт карточки и отвечает людям` },
  quality_control: { name: msg`Контроль качества`, about: msg`Смотрит работу и журнал, ничего не меняет` },
  analyst: { name: msg`Аналитик`, about: msg`Смотрит ленту и отчёты, ничего не меняет` },
}

const permissionNames: Record<Permission, MessageDescriptor> = {
  'interests.read': msg`Видеть ленту, карточки, авторов и подтверждения`,
  'interests.work': msg`Брать карточки, отвечать, подтверждать, закрывать`,
  'interests.assign': msg`Отдавать карточку другому`,
  'interests.bulk': msg`Менять много карточек сразу`,
  'interests.create': msg`Создавать карточки через API`,
  'interests.export': msg`Выгружать строки в файл`,
  'conversations.read': msg`Видеть диалоги`,
  'conversations.work': msg`Принимать диалоги, писать и закрывать`,
  'conversations.assign': msg`Передавать диалоги и видеть все каналы`,
  'conversations.review': msg`Проверять диалоги: пометки и оценки`,
  'reports.read': msg`Видеть отчёты`,
  'products.manage': msg`Менять каталог продуктов`,
  'rules.manage': msg`Менять правила почты и назначения`,
  'posts.write': msg`Публиковать посты, ставить их на время и отменять`,
  'views.share': msg`Сохранять виды ленты для всей команды`,
  'channels.read': msg`Видеть каналы и их состояние`,
  'channels.manage': msg`Подключать, ставить на паузу и убирать каналы`,
  'letters.read': msg`Видеть автоматические письма`,
  'letters.secret': msg`Видеть письма с кодами входа`,
  'members.read': msg`Видеть коллег`,
  'members.manage': msg`Приглашать, менять роли, закрывать доступ`,
  'webhooks.manage': msg`Копировать карточки в другие системы`,
  'apiKeys.manage': msg`Создавать и отзывать ключи API`,
  'audit.read': msg`Читать журнал действий`,
  'jobs.manage': msg`Видеть сбои фоновых задач и запускать их снова`,
  'workspace.manage': msg`Менять название, часовой пояс и цели`,
}

export function useRoleWords(): (role: Role) => { name: string; about: string } {
  const { i18n } = useLingui()
  return (role) => ({ name: i18n._(roleNames[role].name), about: i18n._(roleNames[role].about) })
}

export function usePermissionWords(): (permission: Permission) => string {
  const { i18n } = useLingui()
  return (permission) => i18n._(permissionNames[permission])
}
