import { useLingui } from '@lingui/react/macro'
import { useShortcuts } from '@otklik/ui'
import { usePermission } from '../api/session.ts'
import { useActions } from '../app/actions.ts'
import type { FeedControl } from './feed-control.ts'
import { openReply } from './reply.ts'

/** Keys of the feed, by their place on the keyboard, so that they work on a Russian layout; and the same in the palette. */
export function useFeedShortcuts(control: FeedControl, focusSearch: () => void): void {
  const { t } = useLingui()
  const mayWork = usePermission('interests.work')
  const group = t`Лента`
  const card = t`Карточка`
  const { selection, cursorId, search } = control
  const withTarget = (run: (id: string) => void) => () => {
    const interest = control.target()
    if (interest) run(interest.id)
  }
  const reply = () => {
    const interest = control.target()
    if (interest) openReply(interest, control)
  }
  useShortcuts([
    { keys: 'KeyJ', words: t`Следующая карточка`, group, run: () => control.move(1) },
    { keys: 'KeyK', words: t`Предыдущая карточка`, group, run: () => control.move(-1) },
    { keys: 'KeyX', words: t`Отметить`, group, run: withTarget((id) => selection.toggle(id)) },
    { keys: 'Shift+KeyJ', words: t`Отметить и дальше`, group, run: () => control.move(1, true) },
    { keys: 'Shift+KeyK', words: t`Отметить и назад`, group, run: () => control.move(-1, true) },
    { keys: 'Slash', words: t`Искать в ленте`, group, run: focusSearch },
    { keys: 'KeyG', words: t`По одной карточке`, group, run: () => toggleFocus(control) },
    {
      keys: 'Escape',
      words: t`Снять отметки, закрыть карточку`,
      group,
      inFields: true,
      run: (event) => leave(event, control),
    },
  ])
  const open = {
    keys: 'Enter',
    words: t`Открыть`,
    group: card,
    run: (event: KeyboardEvent) => openByEnter(event, control),
  }
  const work = [
    { keys: 'KeyA', words: t`Взять себе`, group: card, run: () => control.run({ kind: 'claim' }) },
    { keys: 'KeyR', words: t`Ответить`, group: card, run: reply },
    { keys: 'KeyE', words: t`Обработано`, group: card, run: () => control.ask('process') },
    { keys: 'Shift+KeyE', words: t`Ответ не нужен`, group: card, run: () => control.ask('noReplyNeeded') },
    { keys: 'KeyN', words: t`Заметка`, group: card, run: withTarget((id) => control.openCard(id, 'note')) },
    { keys: 'Shift+KeyL', words: t`Сделать лидом`, group: card, run: () => control.run({ kind: 'lead' }) },
    { keys: 'KeyT', words: t`Запланировать контакт`, group: card, run: () => control.ask('plan') },
    { keys: 'KeyL', words: t`Ступень`, group: card, run: () => control.ask('level') },
    { keys: 'KeyP', words: t`Продукт`, group: card, run: () => control.ask('product') },
  ]
  useShortcuts(mayWork ? [open, ...work] : [open])
  const ready = cursorId !== undefined || selection.ids.size > 0 || search.card !== undefined
  useActions(
    (ready && mayWork ? work : []).map(({ keys, words, run }) => ({
      id: `feed-${keys}`,
      words,
      group: card,
      keys,
      run,
    })),
  )
}

function toggleFocus(control: FeedControl): void {
  const { search, rows, cursorId } = control
  if (search.focus) return control.setSearch({ focus: undefined })
  const card = search.card ?? cursorId ?? rows[0]?.id
  if (card !== undefined) control.setSearch({ focus: true, card })
}

/** From the inside out: the field, the marks, the single-card mode, the card. */
function leave(event: KeyboardEvent, control: FeedControl): void {
  const { target } = event
  if (
    target instanceof HTMLElement &&
    target.matches('input:not([type=checkbox]),textarea,[contenteditable]')
  ) {
    target.blur()
    return
  }
  if (control.selection.ids.size > 0) return control.selection.clear()
  if (control.search.focus) return control.setSearch({ focus: undefined })
  if (control.search.card !== undefined) control.closeCard()
}

/** A focused button or link keeps its own Enter. */
function openByEnter({ target }: KeyboardEvent, control: FeedControl): void {
  if (target instanceof HTMLElement && target.matches('button,a,summary,[role=tab],[role=menuitem]')) {
    target.click()
    return
  }
  const interest = control.target()
  if (interest) control.openCard(interest.id)
}
