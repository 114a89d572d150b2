import { useLingui } from '@lingui/react/macro'
import { useShortcuts } from '@otklik/ui'
import { usePermission } from '../api/session.ts'
import { useActions } from '../app/actions.ts'
import type { ConversationControl } from './conversation-control.ts'
import { acceptConversation, closeConversation, reopenConversation } from './conversation-verbs.ts'

/** Keys of the dialogs, by their place on the keyboard, so that they work on a Russian layout; and the same in the palette. */
export function useConversationShortcuts(control: ConversationControl, focusSearch: () => void): void {
  const { t } = useLingui()
  const mayWork = usePermission('conversations.work')
  const mayAssign = usePermission('conversations.assign')
  const group = t`Диалоги`
  const dialog = t`Диалог`
  const write = (place: 'message' | 'note') => () => {
    const found = control.target()
    if (found) control.open(found.id, { place })
  }
  const close = () => {
    const found = control.target()
    if (!found) return
    if (found.state === 'closed') void reopenConversation(found)
    else if (found.unansweredSince !== null) control.ask('close', found)
    else void closeConversation(found)
  }
  const accept = () => {
    const found = control.target()
    if (found && found.accepted === null) void acceptConversation(found)
  }
  useShortcuts([
    { keys: 'KeyJ', words: t`Следующий диалог`, group, run: () => control.move(1) },
    { keys: 'KeyK', words: t`Предыдущий диалог`, group, run: () => control.move(-1) },
    { keys: 'Slash', words: t`Искать по всей переписке`, group, run: focusSearch },
    { keys: 'Enter', words: t`Открыть`, group, run: (event) => openByEnter(event, control) },
    {
      keys: 'Escape',
      words: t`Выйти из поля, закрыть диалог`,
      group,
      inFields: true,
      run: (event) => leave(event, control),
    },
  ])
  const work = [
    { keys: 'KeyA', words: t`Принять диалог`, group: dialog, run: accept },
    { keys: 'KeyR', words: t`Ответить`, group: dialog, run: write('message') },
    { keys: 'KeyN', words: t`Заметка`, group: dialog, run: write('note') },
    { keys: 'KeyE', words: t`Закрыть или открыть снова`, group: dialog, run: close },
    { keys: 'KeyS', words: t`Отложить`, group: dialog, run: () => control.ask('snooze') },
    { keys: 'Shift+KeyE', words: t`Ответ не нужен`, group: dialog, run: () => control.ask('noReplyNeeded') },
    ...(mayAssign
      ? [{ keys: 'Shift+KeyA', words: t`Передать коллеге`, group: dialog, run: () => control.ask('assign') }]
      : []),
  ]
  useShortcuts(mayWork ? work : [])
  const ready = control.cursorId !== undefined || control.search.dialog !== undefined
  useActions(
    (ready && mayWork ? work : []).map(({ keys, words, run }) => ({
      id: `dialog-${keys}`,
      words,
      group: dialog,
      keys,
      run,
    })),
  )
}

function leave({ target }: KeyboardEvent, control: ConversationControl): void {
  if (
    target instanceof HTMLElement &&
    target.matches('input:not([type=checkbox]),textarea,[contenteditable]')
  ) {
    target.blur()
    return
  }
  if (control.search.about) return control.setSearch({ about: undefined })
  if (control.search.dialog !== undefined) control.close()
}

/** A focused button or link keeps its own Enter. */
function openByEnter({ target }: KeyboardEvent, control: ConversationControl): void {
  if (target instanceof HTMLElement && target.matches('button,a,summary,[role=tab],[role=menuitem]')) {
    target.click()
    return
  }
  const found = control.target()
  if (found) control.open(found.id)
}
