/** A plain client over kept connections. */
import { Agent, request } from 'node:http'

export interface Answer {
  status: number
  body: string
}

export interface Call {
  method: 'GET' | 'POST'
  url: string
  headers?: Record<string, string>
  body?: string
}

export function createCaller(connections: number): { call(call: Call): Promise<Answer>; close(): void } {
  const agent = new Agent({ keepAlive: true, maxSockets: connections, scheduling: 'fifo' })
  return {
    call: ({ method, url, headers, body }) =>
      new Promise((resolve, reject) => {
        const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
        const sent = request(url, { agent, method, headers: { ...headers, ...length } }, (answer) => {
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk))
          answer.on('end', () =>
            resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
          )
        })
        sent.on('error', reject)
        sent.end(body)
      }),
    close: () => agent.destroy(),
  }
}

/** Calls per second of `connections` senders that each wait for their answer, for so many seconds. */
export async function flood(
  connections: number,
  seconds: number,
  next: () => Call,
): Promise<{ perSecond: number; answered: number }> {
  const caller = createCaller(connections)
  const start = performance.now()
  const end = start + seconds * 1000
  let answered = 0
  const senders = Array.from({ length: connections }, async () => {
    while (performance.now() < end) {
      const { status, body } = await caller.call(next())
      if (status !== 200) throw new Error(`answered ${status}: ${body.slice(0, 200)}`)
      answered++
    }
  })
  await Promise.all(senders)
  caller.close()
  return { perSecond: answered / ((performance.now() - start) / 1000), answered }
}
