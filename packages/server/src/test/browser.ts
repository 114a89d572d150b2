/** A browser without a screen: keeps cookies and speaks to the program as a page of its own origin does. */
import type { Harness } from './harness.ts'

export interface Browser {
  fetch(path: string, init?: RequestInit): Promise<Response>
  post(path: string, body: unknown): Promise<Response>
  cookies(): ReadonlyMap<string, string>
}

export function openBrowser(
  harness: Pick<Harness, 'program'>,
  headers: Record<string, string> = {},
): Browser {
  const jar = new Map<string, string>()
  const browser: Browser = {
    async fetch(path, init) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const request = new Request(`http://127.0.0.1${path}`, {
        ...init,
        headers: {
          origin: 'http://127.0.0.1',
          ...headers,
          ...(cookie && { cookie }),
          ...Object.fromEntries(new Headers(init?.headers)),
        },
      })
      const answer = await harness.program.http.fetch(request)
      for (const line of answer.headers.getSetCookie()) keepCookie(jar, line)
      return answer
    },
    post: (path, body) =>
      browser.fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    cookies: () => jar,
  }
  return browser
}

function keepCookie(jar: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';')
  const cut = pair.indexOf('=')
  const name = pair.slice(0, cut)
  const value = pair.slice(cut + 1)
  if (value === '' || /max-age=0/i.test(line)) jar.delete(name)
  else jar.set(name, value)
}
