/** What this browser allows, and its subscription. */
import type { PushDevice } from '@otklik/contract'
import { useCallback, useEffect, useState } from 'react'
import { api } from '../api/client.ts'

/** `unsafe`: a page without https; `install`: iOS gives pushes only to an app on the home screen. */
export type PushState = 'unknown' | 'unsafe' | 'install' | 'unsupported' | 'denied' | 'off' | 'on'

export interface BrowserPush {
  state: PushState
  endpoint: string | null
  /** Reads the browser anew: the person may have changed its settings. */
  refresh: () => Promise<void>
}

export function useBrowserPush(): BrowserPush {
  const [found, setFound] = useState<{ state: PushState; endpoint: string | null }>({
    state: 'unknown',
    endpoint: null,
  })
  const refresh = useCallback(async () => setFound(await readBrowser()), [])
  useEffect(() => {
    void readBrowser().then(setFound)
    const look = () => void refresh()
    window.addEventListener('focus', look)
    return () => window.removeEventListener('focus', look)
  }, [refresh])
  return { ...found, refresh }
}

/** Asks the person and subscribes. Null when the person refused. */
export async function subscribeBrowser(publicKey: string, name: string): Promise<PushDevice | null> {
  if ((await Notification.requestPermission()) !== 'granted') return null
  const registration = await navigator.serviceWorker.ready
  const former = await registration.pushManager.getSubscription()
  // A subscription made with another key would never get anything from us.
  if (former && !isMadeWith(former, publicKey)) await former.unsubscribe()
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: publicKey,
  })
  const { keys } = subscription.toJSON()
  return api.notices.subscribe({
    endpoint: subscription.endpoint,
    keys: { p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' },
    name,
  })
}

/** For a way out as well: the next person at this browser must not read our notices. */
export async function unsubscribeBrowser(): Promise<void> {
  const subscription = await findSubscription()
  await subscription?.unsubscribe()
}

async function readBrowser(): Promise<{ state: PushState; endpoint: string | null }> {
  if (!window.isSecureContext) return { state: 'unsafe', endpoint: null }
  if (!('PushManager' in window) || !('Notification' in window))
    return { state: isIos() ? 'install' : 'unsupported', endpoint: null }
  if (Notification.permission === 'denied') return { state: 'denied', endpoint: null }
  const subscription = Notification.permission === 'granted' ? await findSubscription() : undefined
  return { state: subscription ? 'on' : 'off', endpoint: subscription?.endpoint ?? null }
}

async function findSubscription(): Promise<PushSubscription | undefined> {
  if (!('serviceWorker' in navigator)) return undefined
  const registration = await navigator.serviceWorker.getRegistration()
  return (await registration?.pushManager?.getSubscription()) ?? undefined
}

function isMadeWith(subscription: PushSubscription, publicKey: string): boolean {
  const key = subscription.options.applicationServerKey
  if (!key) return false
  const text = btoa(String.fromCharCode(...new Uint8Array(key)))
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '') === publicKey
}

function isIos(): boolean {
  return /iPhone|iPad/.test(navigator.userAgent)
}
