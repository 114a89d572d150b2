/** Notices in words, and where each leads. */
import type { Notice, NoticeKind } from '@otklik/contract'
import { i18n } from '@lingui/core'
import type { MessageDescriptor } from '@lingui/core'
import { msg, plural } from '@lingui/core/macro'
import { sourceWords } from '../interests/words.ts'
import { personWords } from '../words/people.ts'

/** One line: «3 новых отклика: ВКонтакте». */
export function noticeTitle({ kind, count, who, sourceType }: Notice): string {
  const name = personWords(who, { sourceType })
  const source = sourceType ? sourceWords(sourceType) : ''
  switch (kind) {
    case 'new_card':
      if (count === 1) return i18n._(msg`Новый отклик: ${name}, ${source}`)
      return i18n._(
        msg`${plural(count, { one: '# новый отклик', few: '# новых отклика', many: '# новых откликов', other: '# нового отклика' })}: ${source}`,
      )
    case 'assigned':
      if (count === 1) return i18n._(msg`Вам назначена карточка: ${name}`)
      return i18n._(msg`Вам назначено карточек: ${count}`)
    case 'handed_over':
      return i18n._(msg`${name}: вам передана карточка`)
    case 'answer_failed':
      return i18n._(msg`Проверьте отправку ответа: ${name}`)
    case 'mention':
      return i18n._(msg`${name}: вас упомянули в заметке`)
    case 'planned_contact':
      return i18n._(msg`Пора связаться: ${name}`)
    case 'channel_warning':
      return i18n._(msg`Взгляните на канал: ${name}`)
    case 'new_message':
      if (count === 1) return i18n._(msg`Новое сообщение: ${name}`)
      return i18n._(
        msg`${name}: ${plural(count, { one: '# новое сообщение', few: '# новых сообщения', many: '# новых сообщений', other: '# нового сообщения' })}`,
      )
    case 'channel_trouble':
      return i18n._(msg`Канал не работает: ${name}`)
    case 'webhook_stopped':
      return i18n._(msg`Вебхук выключен: ${name}`)
    case 'invitation_accepted':
      return i18n._(msg`${name}: приглашение принято`)
  }
}

/** The words of the latest event stand below only when the notice speaks of it alone. */
export function noticeText({ kind, count, text }: Notice): string {
  return count > 1 && (kind === 'new_card' || kind === 'assigned') ? '' : text
}

/** A path of ours: one card when it is one, the list where they wait otherwise. */
export function noticePath({ kind, count, interestId, conversationId, sourceType }: Notice): string {
  if (kind === 'planned_contact') return '/planned'
  if (kind === 'channel_trouble' || kind === 'channel_warning') return '/settings/channels'
  if (conversationId) return `/conversations?dialog=${conversationId}`
  if (kind === 'webhook_stopped') return '/settings/webhooks'
  if (kind === 'invitation_accepted') return '/settings/members'
  if (interestId && (count === 1 || (kind !== 'new_card' && kind !== 'assigned')))
    return `/feed?card=${interestId}`
  if (kind === 'assigned') return '/feed?tab=mine'
  return sourceType
    ? `/feed?tab=unassigned&sourceType=${encodeURIComponent(sourceType)}`
    : '/feed?tab=unassigned'
}

const kinds: Record<NoticeKind, { words: MessageDescriptor; detail: MessageDescriptor }> = {
  new_card: { words: msg`Новый отклик ждёт`, detail: msg`Карточка пришла, и её ещё никто не взял` },
  assigned: { words: msg`Мне назначена карточка`, detail: msg`Руководителем, правилом или по очереди` },
  handed_over: { words: msg`Мне передали карточку`, detail: msg`С запиской; на ответ четыре часа` },
  answer_failed: { words: msg`Мой ответ не дошёл`, detail: msg`Не отправлен, вернулся или неясно, дошёл ли` },
  mention: { words: msg`Меня упомянули`, detail: msg`В заметке на карточке: @имя` },
  planned_contact: {
    words: msg`Пора связаться с человеком`,
    detail: msg`Запланированный контакт: в его время и каждый день, пока не сделан`,
  },
  channel_warning: {
    words: msg`Канал просит внимания`,
    detail: msg`Скоро кончится ключ или необычно тихо`,
  },
  new_message: { words: msg`Мне написали`, detail: msg`Человек в моём диалоге или коллега` },
  channel_trouble: { words: msg`Канал не работает`, detail: msg`Остановился или не отвечает десять минут` },
  webhook_stopped: { words: msg`Вебхук выключен`, detail: msg`Получатель не отвечал больше суток` },
  invitation_accepted: { words: msg`Приглашение принято`, detail: msg`В команде новый человек` },
}

export function kindWords(kind: NoticeKind): string {
  return i18n._(kinds[kind].words)
}

export function kindDetail(kind: NoticeKind): string {
  return i18n._(kinds[kind].detail)
}
