/** The far end of the sandbox: takes messages and may break on purpose. */
import { createServer } from 'node:http'
import { onTestFinished } from 'vitest'

interface Received {
  id: string
  text: string
  files: string[]
}

export interface FarEndTemper {
  /** Answers in turn; 200 after them. */
  status?: number[]
  /** Which requests end in a broken connection after they were taken. */
  breaksAt?: number[]
  /** Asked whether something arrived it fails. */
  forgets?: boolean
}

export async function openFarEnd(temper: FarEndTemper = {}): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = []
  let count = 0
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      const known = received.some(({ id }) => request.url?.endsWith(id))
      response.statusCode = temper.forgets ? 500 : known ? 200 : 404
      response.end()
      return
    }
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      response.statusCode = temper.status?.shift() ?? 200
      if (response.statusCode === 200) received.push(JSON.parse(Buffer.concat(parts).toString()) as Received)
      if (temper.breaksAt?.includes(count)) request.socket.destroy()
      else response.end()
      count += 1
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, received }
}
