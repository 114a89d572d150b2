/** Structured logs with request and job ids. Secrets never get in: known names are cut, connection strings are masked. */
import { destination, pino, type Logger, type LogFn } from 'pino'

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
    serializers: { err: (error: unknown) => maskAll(pino.stdSerializers.err(error as Error)) },
    hooks: {
      logMethod(this: Logger, args: Parameters<LogFn>, method: LogFn) {
        method.apply(
          this,
          args.map((arg: unknown) => (typeof arg === 'string' ? mask(arg) : arg)) as typeof args,
        )
      },
    },
  }
  return stream === 'stderr' ? pino(options, destination({ dest: 2, sync: true })) : pino(options)
}

/** Values of a failed query are people's words, addresses and hashes; a connection string holds a password, a hook address is one. */
function mask(text: string): string {
  return text
    .replace(/^(\s*)params: [\s\S]*?(?=\n\s+at |(?![\s\S]))/gm, '$1params: …')
    .replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]*@/gi, '$1…@')
    .replace(/(\/(?:hooks|invitation|by-token)\/)[\w-]{16,}/g, '$1…')
}

const valuesOfQuery = new Set(['params', 'parameters'])

function maskAll(value: unknown): unknown {
  if (typeof value === 'string') return mask(value)
  if (Array.isArray(value)) return value.map(maskAll)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([name]) => !valuesOfQuery.has(name))
  return Object.fromEntries(entries.map(([name, item]) => [name, maskAll(item)]))
}
