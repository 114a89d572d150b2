/** Server-sent events of one talk. The number of a message is its event id, so a cut stream goes on where it was. */
import type { RawCall } from '../platform/http/raw-route.ts'
import type { Chat, SiteMessageView } from './site-messages.ts'

/** Proxies close silent streams after a minute. */
const heartbeatMs = 20_000

interface Talk {
  chat: Chat
  workspaceId: string
  /** The last number the visitor has seen. */
  after: number
  read(after: number): Promise<SiteMessageView[]>
}

export function streamChat(call: RawCall, talk: Talk): Response {
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const write = writer(controller)
      let seen = talk.after
      let reading: Promise<void> = Promise.resolve()
      const tell = () => {
        // One after another: what two news at once tell must not be told twice.
        reading = tellNews(reading)
      }
      const tellNews = async (before: Promise<void>): Promise<void> => {
        await before
        try {
          const news = await talk.read(seen)
          for (const message of news) write(lines(message))
          seen = news.at(-1)?.seq ?? seen
        } catch (error) {
          // The next news, or the browser coming back, reads it again.
          call.platform.log.warn({ err: error }, 'a talk could not be read')
        }
      }
      const leave = call.platform.live.join({
        workspaceId: talk.workspaceId,
        memberId: null,
        send: (event) => {
          if (event.type !== 'site.message') return
          const { channelId, chatId } = event.data
          if (channelId === talk.chat.channelId && chatId === talk.chat.chatId) tell()
        },
        resync: tell,
      })
      const heartbeat = setInterval(() => write(': \n\n'), heartbeatMs)
      const { signal } = call.request
      const end = () => {
        clearInterval(heartbeat)
        leave()
      }
      if (signal.aborted) return end()
      signal.addEventListener('abort', end, { once: true })
      write('retry: 3000\n\n')
      tell()
      await reading
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

function writer(controller: ReadableStreamDefaultController<Uint8Array>): (text: string) => void {
  const encoder = new TextEncoder()
  return (text) => {
    try {
      controller.enqueue(encoder.encode(text))
    } catch {
      // The reader is gone; `abort` tidies up.
    }
  }
}

function lines(message: SiteMessageView): string {
  return `id: ${message.seq}\nevent: message\ndata: ${JSON.stringify(message)}\n\n`
}
