/** `GET /api/v1/live`: server-sent events of the workspace. Comes back after a gap by Last-Event-ID. */
import type { LiveEvent } from '@otklik/contract'
import { newId } from '../ids.ts'
import { mayHear, type LiveListener } from '../live.ts'
import type { RawCall, RawRoute } from './raw-route.ts'

/** Proxies close silent streams after a minute. */
const heartbeatMs = 20_000

export const liveRoute: RawRoute = {
  method: 'GET',
  path: '/api/v1/live',
  access: 'interests.read',
  handle: openStream,
}

async function openStream(call: RawCall): Promise<Response> {
  const memberId = call.actor.kind === 'member' ? call.actor.memberId : null
  const lastId = call.request.headers.get('last-event-id') ?? call.http.url.searchParams.get('lastEventId')
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const write = createWriter(controller)
      // What happens while the missed is read waits behind it: ids on the wire stay in order.
      let waiting: string[] | null = []
      const tell = (text: string) => (waiting ? waiting.push(text) : write(text))
      const listener: LiveListener = {
        workspaceId: call.workspaceId,
        memberId,
        send: (event) => {
          tell(eventLines(event))
          // The person's role or access changed: the browser comes back by itself and is let in, or not, anew.
          if (event.type === 'member.changed' && event.data.memberId === memberId) end()
        },
        resync: () => tell(resyncLines()),
      }
      const leave = call.platform.live.join(listener)
      const heartbeat = setInterval(() => write(': \n\n'), heartbeatMs)
      let ended = false
      const flush = () => {
        for (const text of waiting ?? []) write(text)
        waiting = null
      }
      const end = () => {
        if (ended) return
        ended = true
        clearInterval(heartbeat)
        leave()
        flush()
        // Already closed when the reader left first.
        if (!call.request.signal.aborted) controller.close()
      }
      call.request.signal.addEventListener('abort', end, { once: true })
      write('retry: 2000\n\n')
      await writeMissed()
      flush()

      async function writeMissed(): Promise<void> {
        if (!lastId) return
        const missed = await call.platform.live.since(call.workspaceId, lastId).catch((error: unknown) => {
          call.platform.log.warn({ err: error }, 'missed events could not be read')
          return null
        })
        if (missed === null) write(resyncLines())
        for (const event of missed ?? []) if (mayHear(listener, event)) write(eventLines(event))
      }
    },
  })
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}

function createWriter(controller: ReadableStreamDefaultController<Uint8Array>): (text: string) => void {
  const encoder = new TextEncoder()
  return (text) => {
    try {
      controller.enqueue(encoder.encode(text))
    } catch {
      // The reader is gone; `abort` tidies up.
    }
  }
}

/** With an id of this moment: whoever comes back next asks from here, not from what was too long ago. */
function resyncLines(): string {
  return `id: ${newId()}\nevent: resync\ndata: {}\n\n`
}

function eventLines(event: LiveEvent): string {
  return `id: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`
}
