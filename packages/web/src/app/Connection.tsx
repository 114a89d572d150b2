import { Trans, useLingui } from '@lingui/react/macro'
import { IconCloudOff } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import type { LiveState } from '../api/live.ts'
import { useLiveState } from '../api/use-live.ts'
import classes from './Connection.module.css'
import railClasses from './Rail.module.css'

/** Over the page while the browser has no network. What is shown may be old; what is typed is kept. */
export function ConnectionBar() {
  const online = useOnline()
  if (online) return null
  return (
    <div className={classes['bar']} role="status">
      <IconCloudOff size={16} />
      <Trans>Нет сети. Показано то, что успело загрузиться; обновится само, когда связь вернётся.</Trans>
    </div>
  )
}

/** Whether new cards arrive by themselves, in words. */
export function LiveDot({ folded }: { folded: boolean }) {
  const line = useLiveState()
  // The stream notices a lost network only after a while; the browser knows at once.
  const state = useOnline() ? line : 'lost'
  const words = useLiveWords(state)
  return (
    <div className={railClasses['live']} role="status" title={words} aria-label={words}>
      <span className={railClasses['dot']} data-state={state} />
      {!folded && words}
    </div>
  )
}

function useOnline(): boolean {
  return useSyncExternalStore(subscribeToNetwork, () => navigator.onLine)
}

function useLiveWords(state: LiveState): string {
  const { t } = useLingui()
  if (state === 'live') return t`на связи`
  return state === 'lost' ? t`переподключение` : t`подключение`
}

function subscribeToNetwork(listener: () => void): () => void {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}
