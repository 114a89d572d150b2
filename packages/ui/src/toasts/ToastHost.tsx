import { ActionIcon, Portal } from '@mantine/core'
import { useLingui } from '@lingui/react/macro'
import { IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useShortcuts } from '../shortcuts/use-shortcuts.ts'
import { closeToast, currentToasts, runToastAction, subscribeToToasts, undoLatest } from './toasts.ts'
import type { Toast } from './toasts.ts'
import classes from './ToastHost.module.css'

/** Where toasts appear. The pointer over a toast stops its clock. */
export function ToastHost() {
  const { t } = useLingui()
  const toasts = useSyncExternalStore(subscribeToToasts, currentToasts, currentToasts)
  useShortcuts([
    {
      keys: 'Mod+KeyZ',
      words: t`Отменить последнее действие`,
      group: t`Везде`,
      run: () => void undoLatest(),
    },
  ])
  return (
    <Portal>
      <div className={classes['host']} role="region" aria-live="polite" aria-label={t`Уведомления`}>
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} />
        ))}
      </div>
    </Portal>
  )
}

function ToastCard({ toast }: { toast: Toast }) {
  const { t } = useLingui()
  const [held, setHeld] = useState(false)
  return (
    <div
      className={classes['toast']}
      data-tone={toast.tone}
      data-held={held || undefined}
      role={toast.tone === 'red' ? 'alert' : undefined}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
    >
      <div className={classes['words']}>
        <div className={classes['title']}>{toast.title}</div>
        {toast.detail !== undefined && <div className={classes['detail']}>{toast.detail}</div>}
      </div>
      {toast.action && (
        <button type="button" className={classes['action']} onClick={() => runToastAction(toast.id)}>
          {toast.action.words ?? t`Отменить`}
        </button>
      )}
      <ActionIcon
        className={classes['close']}
        size="sm"
        aria-label={t`Закрыть`}
        onClick={() => closeToast(toast.id)}
      >
        <IconX size={14} />
      </ActionIcon>
      {toast.life !== undefined && <Countdown id={toast.id} life={toast.life} held={held} />}
    </div>
  )
}

/** The bar is drawn by CSS; the clock is a timer, because reduced motion ends animations at once. */
function Countdown({ id, life, held }: { id: number; life: number; held: boolean }) {
  const left = useRef(life)
  useEffect(() => {
    if (held) return undefined
    const started = Date.now()
    const timer = setTimeout(() => closeToast(id), left.current)
    return () => {
      clearTimeout(timer)
      left.current = Math.max(1000, left.current - (Date.now() - started))
    }
  }, [id, held])
  return <span className={classes['bar']} style={{ animationDuration: `${life}ms` }} aria-hidden />
}
