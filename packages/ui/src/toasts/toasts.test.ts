import { afterEach, expect, it, vi } from 'vitest'
import { closeToast, currentToasts, runToastAction, showNotice, showUndo, undoLatest } from './toasts.ts'

afterEach(() => {
  for (const toast of currentToasts()) closeToast(toast.id)
})

it('undoes once and then neither undoes again nor expires', () => {
  const onUndo = vi.fn()
  const onExpire = vi.fn()
  const close = showUndo({ title: 'Закрыто: 3', onUndo, onExpire })
  const id = currentToasts()[0]?.id ?? 0
  runToastAction(id)
  runToastAction(id)
  close()
  expect(onUndo).toHaveBeenCalledTimes(1)
  expect(onExpire).not.toHaveBeenCalled()
  expect(currentToasts()).toHaveLength(0)
})

it('settles when it is closed', () => {
  const onExpire = vi.fn()
  showUndo({ title: 'Закрыто', onUndo: () => undefined, onExpire })()
  expect(onExpire).toHaveBeenCalledTimes(1)
})

it('takes back the latest undoable thing and leaves plain notices alone', () => {
  const first = vi.fn()
  const second = vi.fn()
  const notice = vi.fn()
  showUndo({ title: 'первое', onUndo: first })
  showUndo({ title: 'второе', onUndo: second })
  showNotice({ title: 'Новая версия', action: { words: 'Обновить', run: notice } })
  expect(undoLatest()).toBe(true)
  expect(second).toHaveBeenCalled()
  expect(first).not.toHaveBeenCalled()
  expect(notice).not.toHaveBeenCalled()
})

it('keeps an error until it is read', () => {
  showNotice({ tone: 'red', title: 'Не отправлено' })
  expect(currentToasts()[0]?.life).toBeUndefined()
})
