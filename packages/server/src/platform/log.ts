/** Structured logs with request and job ids. Secrets never get in: known names are cut, connection strings are masked. */
import { destination, pino, type Logger } from 'pino'

export type Log = Logger

const secretNames = [
  'password',
  'secret',
  'token',
  'authorization',
  'cookie',
  'credentials',
  'accessToken',
  'refreshToken',
  'apiKey',
]
const redact = secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])

/** Commands keep standard output for what their caller asked for: their log goes to standard error. */
export function createLog(level: string, stream: 'stdout' | 'stderr' = 'stdout'): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: redact, censor: '…' },
  }
  return stream === 'stderr' ? pino(options, destination({ dest: 2, sync: true })) : pino(options)
}
