/** People outside, as they come in: the chat of the site by the door of its widget, the invented network by its hook. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Program } from '../start.ts'
import { drainChannel } from '../channels/index.ts'
import { findAuthor } from './people.ts'
import { shopSite, type DialogPlaces } from './places.ts'

interface Widget {
  token: string
}

export interface Guests {
  say(name: string, place: 'site' | 'community', text: string): Promise<void>
  leavePhone(name: string, phone: string): Promise<void>
  /** Any other event of the invented network. */
  tell(event: Record<string, unknown>): Promise<void>
  /** Reads what came in now, not when a worker gets to it. */
  settle(): Promise<void>
}

export function openGuests(program: Program, workspaceId: string, places: DialogPlaces): Guests {
  const widgets = new Map<string, Widget>()
  const post = async (path: string, body: object, token?: string): Promise<Response> => {
    const answer = await program.http.fetch(
      new Request(`http://127.0.0.1${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          origin: shopSite,
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(body),
      }),
    )
    if (!answer.ok) throw new Error(`demo: ${path} answered ${answer.status}: ${await answer.text()}`)
    return answer
  }
  const visit = async (name: string): Promise<Widget> => {
    const known = widgets.get(name)
    if (known) return known
    const opened = await post(`/in/widget/${places.site.key}/session`, {})
    const { token, boxes } = Session.parse(await opened.json())
    const box = boxes.find(({ purpose }) => purpose === 'processing')
    const tickedAt = program.platform.clock.now().getTime()
    await post(
      '/in/widget/consents',
      { purpose: 'processing', agree: true, hash: box?.hash, tickedAt },
      token,
    )
    widgets.set(name, { token })
    return { token }
  }
  const tell = async (event: Record<string, unknown>): Promise<void> => {
    await post(`/hooks/${places.community.key}`, { id: randomUUID(), ...event })
  }
  return {
    tell,
    async say(name, place, text) {
      if (place === 'community') return tell({ kind: 'message', text, author: guestOf(name) })
      const { token } = await visit(name)
      await post('/in/widget/messages', { clientId: randomUUID(), text, page }, token)
    },
    async leavePhone(name, phone) {
      const { token } = await visit(name)
      await post('/in/widget/phone', { clientId: randomUUID(), phone, name, page }, token)
    },
    async settle() {
      for (const { channelId } of [places.site, places.community])
        await drainChannel(program.platform, { workspaceId, channelId }, neverAborted)
    },
  }
}

const Session = z.object({
  token: z.string(),
  boxes: z.array(z.object({ purpose: z.string(), hash: z.string() })),
})

export function guestOf(name: string): { id: string; name: string } {
  return { id: findAuthor(name).nick, name }
}

const page = { url: `${shopSite}/`, title: 'Кофейня «Полдень»', referrer: '' }
const neverAborted = new AbortController().signal
