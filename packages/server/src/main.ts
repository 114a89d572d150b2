/** `npm start`: config -> database -> program -> door. Ctrl+C stops everything cleanly. */
import { flushCompileCache } from 'node:module'
import { parseArgs } from 'node:util'
import { readConfig, type Config, type ProcessRole } from './platform/config.ts'
import { startEmbedded } from './platform/db/embedded.ts'
import { errorMessage, StartError } from './platform/errors.ts'
import { createLog } from './platform/log.ts'

async function main(): Promise<void> {
  const { fresh, ...options } = readArguments()
  const settings = readConfig(process.env, options)
  // Loaded only when asked for: the demo draws pictures and takes mail.
  const demoWorld = settings.demo ? await import('./demo/index.ts') : null
  const config = demoWorld ? demoWorld.demoConfig(settings) : settings
  const log = createLog(config.logLevel)
  // The database starts in its own process while this one loads the program.
  const [embedded, { createProgram, firstRunNotice, listenHttp }] = await Promise.all([
    config.databaseUrl ? null : startEmbedded({ dataDir: config.dataDir, log }),
    import('./start.ts'),
  ])
  const ownUrl = config.databaseUrl ?? embedded?.url ?? ''
  const databaseUrl = demoWorld?.demoDatabaseUrl(ownUrl) ?? ownUrl
  const hold = await demoWorld?.takeDemo(config, databaseUrl, fresh)
  const clock = demoWorld?.createDemoClock()
  const program = await createProgram({ config, databaseUrl, log, ...(clock && { clock }) })
  const demo = demoWorld && clock ? await demoWorld.openDemo(program, clock) : null
  if (config.roles.includes('jobs')) await program.startJobs()
  const door = config.roles.includes('web') ? await listenHttp(program.http, program.platform) : null
  stopOnSignal(async () => {
    await door?.close()
    await demo?.stop()
    await program.stop()
    await hold?.letGo()
    await embedded?.stop()
  })
  greet(config, door?.port ?? null)
  // On the terminal only: a log is kept, copied and read by more people than the one who starts.
  if (door) process.stdout.write((await firstRunNotice(program.platform)) ?? '')
  // Kept now, where a cache is set: a program that is killed writes nothing at its end.
  setTimeout(flushCompileCache, 5000).unref()
  if (demo) process.stdout.write(demo.greeting)
}

function readArguments(): { roles?: ProcessRole[]; demo?: boolean; fresh: boolean } {
  const { values } = parseArgs({
    options: { roles: { type: 'string' }, demo: { type: 'boolean' }, fresh: { type: 'boolean' } },
  })
  if (values.fresh && !values.demo)
    throw new StartError('--fresh makes the demo world anew and goes with --demo only')
  return {
    ...(values.roles && { roles: readRoles(values.roles) }),
    ...(values.demo && { demo: true }),
    fresh: values.fresh ?? false,
  }
}

function readRoles(text: string): ProcessRole[] {
  const roles = text.split(',').map((part) => part.trim())
  const wrong = roles.find((role) => role !== 'web' && role !== 'jobs')
  if (wrong !== undefined) throw new StartError(`--roles knows «web» and «jobs», not «${wrong}»`)
  return roles as ProcessRole[]
}

function greet(config: Config, port: number | null): void {
  if (port !== null) process.stdout.write(`\n  Отклик / Otklik:  http://${config.host}:${port}\n`)
  process.stdout.write(
    `  Данные / Data:    ${config.databaseUrl ? 'PostgreSQL (DATABASE_URL), ' : ''}${config.dataDir}\n\n`,
  )
}

function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`${errorMessage(error)}\n`)
          process.exit(1)
        },
      )
    })
  }
}

main().catch((error: unknown) => {
  // A StartError is for the person who starts; anything else is ours and keeps its stack.
  const text =
    error instanceof Error && !['StartError', 'EmbeddedError'].includes(error.name)
      ? error.stack
      : errorMessage(error)
  process.stderr.write(`\n${text}\n`)
  process.exit(1)
})
