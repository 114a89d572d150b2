// The shell of the installed app: pages open without a network, pushes arrive while no page is open.
// Data of the API are never kept here: they belong to the workspace and are always asked of the server.
const SHELL = 'otklik-shell-1'
const KEPT = 120

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(SHELL)
      .then((cache) =>
        cache.addAll(['/', '/boot.js', '/favicon.svg', '/manifest.webmanifest', '/icons/icon-192.png']),
      )
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== SHELL).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (
    request.mode === 'navigate' &&
    !url.pathname.startsWith('/api/') &&
    !url.pathname.startsWith('/hooks/')
  ) {
    event.respondWith(openPage(request))
  } else if (url.pathname.startsWith('/assets/')) {
    event.respondWith(openAsset(request))
  }
})

// {title, body, url, tag, unanswered}: made by the server. The tag lets a newer word about one card replace the older.
self.addEventListener('push', (event) => {
  const message = readPush(event.data)
  const shown = self.registration.showNotification(message.title || 'Отклик', {
    body: message.body || '',
    tag: message.tag,
    renotify: Boolean(message.tag),
    icon: '/icons/icon-192.png',
    badge: '/icons/badge-96.png',
    lang: 'ru',
    data: { url: message.url || '/feed' },
  })
  const counted =
    typeof message.unanswered === 'number' && navigator.setAppBadge
      ? navigator.setAppBadge(message.unanswered)
      : undefined
  event.waitUntil(Promise.all([shown, counted]))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(openFromNotification(event.notification.data?.url))
})

// The server first, so that a new version is seen at once; the kept shell when there is no server.
async function openPage(request) {
  try {
    const answer = await fetch(request)
    if (answer.ok && (answer.headers.get('content-type') || '').includes('text/html')) {
      const cache = await caches.open(SHELL)
      await cache.put('/', answer.clone())
    }
    return answer
  } catch {
    return (await caches.match('/')) || Response.error()
  }
}

// Names of assets carry a hash of their content, so a kept one is never old.
async function openAsset(request) {
  const kept = await caches.match(request)
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) {
    const cache = await caches.open(SHELL)
    await cache.put(request, answer.clone())
    await dropOldAssets(cache)
  }
  return answer
}

async function dropOldAssets(cache) {
  const assets = (await cache.keys()).filter((request) =>
    new URL(request.url).pathname.startsWith('/assets/'),
  )
  await Promise.all(
    assets.slice(0, Math.max(0, assets.length - KEPT)).map((request) => cache.delete(request)),
  )
}

// Only a path of our own: a push must not open a foreign site.
async function openFromNotification(path) {
  const url = new URL(typeof path === 'string' ? path : '/feed', self.location.origin)
  if (url.origin !== self.location.origin) return
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const open = windows.find((client) => 'focus' in client)
  if (!open) {
    await self.clients.openWindow(url.href)
    return
  }
  await open.focus()
  // A worker writes to a client of its own origin; the target origin is an argument of windows only.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  open.postMessage({ type: 'open', path: url.pathname + url.search })
}

function readPush(data) {
  try {
    return data ? data.json() : {}
  } catch {
    return { body: data.text() }
  }
}
