/** A site of a workspace, and its visitors as an outsider's browser would speak. */
import type { OtklikClient } from '@otklik/contract'

/** What these need of the harness. */
interface Server {
  request(path: string, init?: RequestInit): Promise<Response>
}

export const shop = 'https://shop.ru'
export const processingText = 'Согласен на обработку имени и телефона, чтобы мне ответили'

export const siteValues = {
  origins: shop,
  operatorName: 'ООО «Лавка»',
  operatorAddress: 'Казань, Баумана, 1',
  processingText,
  advertisingText: 'Согласен получать рекламу о скидках',
  visitsText: 'Согласен на запись посещённых страниц',
  askPhone: 'Оставьте телефон, и мы перезвоним',
}

export async function connectSite(
  home: { owner: { client: OtklikClient } },
  values: Record<string, string | boolean> = {},
) {
  const channel = await home.owner.client.channels.create({
    kind: 'site',
    name: 'Магазин',
    values: { ...siteValues, ...values },
  })
  const key = channel.hookUrl?.split('/').at(-1)
  if (!key) throw new Error('the site has no key')
  return { channel, key }
}

export interface Caller {
  origin?: string
  ip?: string
  token?: string
}

/** Plain requests of a browser on some page. */
export function browser(harness: Server, { origin = shop, ip = '203.0.113.7', token }: Caller = {}) {
  const headers = {
    origin,
    'x-forwarded-for': ip,
    'user-agent': 'Mozilla/5.0 Firefox/140',
    ...(token && { authorization: `Bearer ${token}` }),
  }
  return {
    post: (path: string, body: unknown) =>
      harness.request(path, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    get: (path: string, more: Record<string, string> = {}) =>
      harness.request(path, { headers: { ...headers, ...more } }),
    form: (path: string, fields: Record<string, string>) =>
      harness.request(path, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(fields).toString(),
      }),
  }
}

interface SessionState {
  token: string
  boxes: { purpose: string; text: string; hash: string }[]
}

export async function openSession(harness: Server, key: string): Promise<string> {
  return (await readSession(harness, key)).token
}

/** What the widget is told at its start. */
export async function readSession(harness: Server, key: string, token?: string): Promise<SessionState> {
  const answer = await browser(harness).post(`/in/widget/${key}/session`, token ? { token } : {})
  return (await answer.json()) as SessionState
}
