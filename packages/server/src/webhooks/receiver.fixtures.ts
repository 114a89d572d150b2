/** The other system: a real server that keeps what it gets. */
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'

export interface Received {
  headers: IncomingHttpHeaders
  raw: string
  body: z.infer<typeof Body>
}

const Body = z.object({
  id: z.string(),
  type: z.string(),
  at: z.string(),
  workspaceId: z.string(),
  data: z.looseObject({
    interest: z.looseObject({ id: z.string(), text: z.string(), version: z.number() }).optional(),
  }),
})

export interface Receiver {
  url: string
  received: Received[]
  /** What is answered from now on. */
  answer: (got: Received) => { status: number; body?: string; headers?: Record<string, string> }
  stop(): Promise<void>
}

export async function startReceiver(): Promise<Receiver> {
  const receiver: Receiver = {
    url: '',
    received: [],
    answer: () => ({ status: 204 }),
    stop: async () => undefined,
  }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const raw = Buffer.concat(parts).toString('utf8')
      const got = { headers: request.headers, raw, body: Body.parse(JSON.parse(raw)) }
      receiver.received.push(got)
      const { status, body, headers } = receiver.answer(got)
      response.writeHead(status, headers)
      response.end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  receiver.url = `http://127.0.0.1:${port}/hook`
  receiver.stop = () => new Promise((resolve) => server.close(() => resolve()))
  return receiver
}
