/** A real Chromium, where the machine has one. */
import { existsSync } from 'node:fs'
import { chromium, type Browser, type BrowserContext } from '@playwright/test'

/** Null when there is no browser here: then the figure is left out, and said so. */
export async function openBrowser(): Promise<Browser | null> {
  const executablePath = [process.env['CHROMIUM_PATH'] ?? '', '/usr/bin/chromium'].find((path) =>
    existsSync(path),
  )
  if (executablePath === undefined) return null
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
}

/** A window in which the person is signed in. Without the service worker, so that everything is seen to be loaded. */
export async function signedIn(browser: Browser, url: string, cookie: string): Promise<BrowserContext> {
  const context = await browser.newContext({
    serviceWorkers: 'block',
    viewport: { width: 1440, height: 900 },
    locale: 'ru-RU',
  })
  const cut = cookie.indexOf('=')
  await context.addCookies([{ name: cookie.slice(0, cut), value: cookie.slice(cut + 1), url }])
  return context
}
