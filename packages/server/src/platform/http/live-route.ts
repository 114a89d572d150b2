/** `GET /api/v1/live`: server-sent events of the workspace. Comes back after a gap by Last-Event-ID. */
import type { LiveEvent } from '@otklik/contract'
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
  const missed = lastId ? await call.platform.live.since(call.workspaceId, lastId) : []
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = createWriter(controller)
      const listener: LiveListener = {
        workspaceId: call.workspaceId,
        memberId,
        send: (event) => {
          write(eventLines(event))
          // The person's role or access changed: the browser comes back by itself and is let in, or not, anew.
          if (event.type === 'member.changed' && event.data.memberId === memberId) end()
        },
        resync: () => write('event: resync\ndata: {}\n\n'),
      }
      write('retry: 2000\n\n')
      for (const event of missed) if (mayHear(listener, event)) write(eventLines(event))
      const leave = call.platform.live.join(listener)
      const heartbeat = setInterval(() => write(': \n\n'), heartbeatMs)
      const end = () => {
        clearInterval(heartbeat)
        leave()
        // Already closed when the reader left first.
        if (!call.request.signal.aborted) controller.close()
      }
      call.request.signal.addEventListener('abort', end, { once: true })
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

function eventLines(event: LiveEvent): string {
  return `id: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`
}
