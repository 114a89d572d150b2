/** One place for short messages. An undo stays 10 seconds; an error stays until closed. */
import type { Tone } from '../theme/tokens.ts'

export interface Toast {
  id: number
  tone: Tone
  title: string
  detail: string | undefined
  /** Milliseconds on screen; undefined stays until closed. */
  life: number | undefined
  action: { words: string | undefined; run: () => void } | undefined
  onExpire: (() => void) | undefined
}

export interface UndoOptions {
  title: string
  detail?: string
  onUndo: () => void
  /** Called once when the time to undo is over or the toast is closed. */
  onExpire?: () => void
  seconds?: number
}

export interface NoticeOptions {
  tone?: Tone
  title: string
  detail?: string
  action?: { words: string; run: () => void }
}

let toasts: readonly Toast[] = []
let nextId = 1
const listeners = new Set<() => void>()

/** Tells what was done and offers to take it back for 10 seconds (Ctrl+Z does the same). Returns a way to close it. */
export function showUndo(options: UndoOptions): () => void {
  return push({
    tone: 'accent',
    title: options.title,
    detail: options.detail,
    life: (options.seconds ?? 10) * 1000,
    action: { words: undefined, run: options.onUndo },
    onExpire: options.onExpire,
  })
}

/** Says something and goes away by itself, except red, which stays until read. Returns a way to close it. */
export function showNotice(options: NoticeOptions): () => void {
  const tone = options.tone ?? 'grey'
  return push({
    tone,
    title: options.title,
    detail: options.detail,
    life: tone === 'red' ? undefined : 6000,
    action: options.action,
    onExpire: undefined,
  })
}

/** Runs the action of the toast and closes it; its `onExpire` is not called. */
export function runToastAction(id: number): void {
  const toast = remove(id)
  toast?.action?.run()
}

export function closeToast(id: number): void {
  remove(id)?.onExpire?.()
}

/** Takes back the latest thing that can still be undone. False when there is none. */
export function undoLatest(): boolean {
  const latest = toasts.findLast((toast) => toast.action !== undefined && toast.action.words === undefined)
  if (!latest) return false
  runToastAction(latest.id)
  return true
}

export function subscribeToToasts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function currentToasts(): readonly Toast[] {
  return toasts
}

function push(toast: Omit<Toast, 'id'>): () => void {
  const id = nextId++
  publish([...toasts, { ...toast, id }])
  return () => closeToast(id)
}

function remove(id: number): Toast | undefined {
  const found = toasts.find((toast) => toast.id === id)
  if (found) publish(toasts.filter((toast) => toast.id !== id))
  return found
}

function publish(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}
