/** A mail server of the demo's own: takes every answer and sends none, so that nobody real is written to. */
import { SMTPServer } from 'smtp-server'

export interface MailSink {
  port: number
  /** Letters taken so far. */
  count(): number
  stop(): Promise<void>
}

export async function startMailSink(port = 0): Promise<MailSink> {
  let taken = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onData: (stream, _session, done) => {
      stream.resume()
      stream.on('end', () => {
        taken += 1
        done()
      })
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    count: () => taken,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
