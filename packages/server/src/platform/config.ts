/** Settings from the environment, validated once at start; a wrong one is named in words. */
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { StartError } from './errors.ts'

const Env = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  OTKLIK_DATA: z.string().min(1).optional(),
  PORT: z.coerce.number().int('must be a whole number').min(0).max(65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  /** Address under which people and networks reach this installation. */
  OTKLIK_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://crm.example.ru' })
    .optional(),
  OTKLIK_SECRET: z.string().min(32, 'must be at least 32 characters').optional(),
  OTKLIK_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .optional(),
  OTKLIK_MAIL_FROM: z.string().optional(),
  /** Networks inside which connectors and webhooks may call: `127.0.0.1/32,10.0.0.0/8`. */
  OTKLIK_ALLOW_NETWORKS: z.string().default(''),
  /** Certificates of authorities that Node does not know and networks use (MAX: the Ministry of Digital Development). */
  OTKLIK_CA_FILE: z.string().min(1).optional(),
  OTKLIK_TRUST_PROXY: z.enum(['true', 'false']).default('false'),
  OTKLIK_S3_BUCKET: z.string().optional(),
  OTKLIK_S3_ENDPOINT: z.url().optional(),
  OTKLIK_S3_REGION: z.string().default('auto'),
  OTKLIK_S3_KEY: z.string().optional(),
  OTKLIK_S3_SECRET: z.string().optional(),
  /** Whoever reads /metrics from another machine shows this. */
  OTKLIK_METRICS_TOKEN: z.string().min(16, 'must be at least 16 characters').optional(),
  /** How long an answer waits before it goes out, so that it can be taken back. */
  OTKLIK_UNDO_SECONDS: z.coerce.number().int('must be a whole number').min(0).max(120).default(10),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

export type ProcessRole = 'web' | 'jobs'

export interface Config {
  databaseUrl: string | null
  dataDir: string
  port: number
  host: string
  publicUrl: string | null
  secret: string | null
  smtpUrl: string | null
  mailFrom: string | null
  allowNetworks: string[]
  caFile: string | null
  trustProxy: boolean
  s3: {
    bucket: string
    endpoint: string | null
    region: string
    key: string | null
    secret: string | null
  } | null
  metricsToken: string | null
  undoSeconds: number
  logLevel: string
  roles: ProcessRole[]
  demo: boolean
}

export interface StartOptions {
  roles?: ProcessRole[]
  demo?: boolean
}

/** Reads and checks the environment. Throws StartError naming each wrong variable. */
export function readConfig(env: NodeJS.ProcessEnv, options: StartOptions = {}): Config {
  const parsed = Env.safeParse(withoutEmpty(env))
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new StartError(`Some settings are wrong; correct them and start again:\n${lines.join('\n')}`)
  }
  const values = parsed.data
  const demo = options.demo ?? false
  return {
    databaseUrl: demo ? null : (values.DATABASE_URL ?? null),
    dataDir: dataFolder(values.OTKLIK_DATA, demo),
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.OTKLIK_URL?.replace(/\/+$/, '') ?? null,
    secret: values.OTKLIK_SECRET ?? null,
    smtpUrl: values.OTKLIK_SMTP_URL ?? null,
    mailFrom: values.OTKLIK_MAIL_FROM ?? null,
    allowNetworks: values.OTKLIK_ALLOW_NETWORKS.split(',')
      .map((part) => part.trim())
      .filter(Boolean),
    caFile: values.OTKLIK_CA_FILE ?? null,
    trustProxy: values.OTKLIK_TRUST_PROXY === 'true',
    s3: values.OTKLIK_S3_BUCKET
      ? {
          bucket: values.OTKLIK_S3_BUCKET,
          endpoint: values.OTKLIK_S3_ENDPOINT ?? null,
          region: values.OTKLIK_S3_REGION,
          key: values.OTKLIK_S3_KEY ?? null,
          secret: values.OTKLIK_S3_SECRET ?? null,
        }
      : null,
    metricsToken: values.OTKLIK_METRICS_TOKEN ?? null,
    undoSeconds: values.OTKLIK_UNDO_SECONDS,
    logLevel: values.LOG_LEVEL,
    roles: options.roles ?? ['web', 'jobs'],
    demo,
  }
}

/** As root the server of the database runs as another account, which cannot reach root's home: hence /var/lib. */
function dataFolder(chosen: string | undefined, demo: boolean): string {
  const name = demo ? 'otklik-demo' : 'otklik'
  if (chosen) return resolve(chosen, demo ? 'demo' : '.')
  if (process.getuid?.() === 0) return join('/var/lib', name)
  return join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), name)
}

function withoutEmpty(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
}
