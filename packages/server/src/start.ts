/** Makes the platform and the program on it; used by main, by the command line and by the test harness. */
import { createAuth, type Auth } from './accounts/index.ts'
import { jobs, rawRoutes, router, services, subscriptions } from './app.ts'
import { createAuthenticator, recordAccountEvent } from './members/index.ts'
import { systemClock, type Clock } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import { createDatabase } from './platform/db/client.ts'
import { migrate } from './platform/db/migrate.ts'
import { createFiles } from './platform/files.ts'
import { createHttpApp } from './platform/http/server.ts'
import { createJobs } from './platform/jobs.ts'
import { createLive } from './platform/live.ts'
import { createLog, type Log } from './platform/log.ts'
import { createMailer } from './platform/mailer.ts'
import { createOutbound } from './platform/outbound.ts'
import { createPlatform, type Platform } from './platform/platform.ts'
import { createVault } from './platform/vault.ts'

export { listenHttp } from './platform/http/server.ts'
export { firstRunNotice } from './workspaces/index.ts'

export interface Program {
  platform: Platform
  auth: Auth
  http: ReturnType<typeof createHttpApp>
  /** Starts the workers of jobs in this process. */
  startJobs(): Promise<void>
  stop(): Promise<void>
}

export interface ProgramOptions {
  config: Config
  databaseUrl: string
  clock?: Clock
  log?: Log
  maxConnections?: number
}

export async function createProgram(options: ProgramOptions): Promise<Program> {
  const { config } = options
  const log = options.log ?? createLog(config.logLevel)
  const database = createDatabase({
    url: options.databaseUrl,
    ...(options.maxConnections && { maxConnections: options.maxConnections }),
    onError: (error) => log.warn({ err: error }, 'a database connection was lost'),
  })
  await migrate(database.pool)
  const vault = createVault({ secret: config.secret, dataDir: config.dataDir })
  const mailer = createMailer(config)
  const queue = await createJobs(database, log, jobs)
  const clock = options.clock ?? systemClock
  const live = await createLive(database, log, clock)
  const platform = createPlatform(
    {
      config,
      database,
      jobs: queue,
      live,
      files: await createFiles(config),
      vault,
      mailer,
      outbound: createOutbound(config),
      log,
      clock,
    },
    subscriptions,
  )
  const auth = createAuth({ ...platform, onAccountEvent: (event) => recordAccountEvent(platform, event) })
  const http = createHttpApp({
    platform,
    auth: createAuthenticator(auth, platform),
    router,
    rawRoutes,
    authHandler: (request) => auth.handler(request),
    ready: () =>
      database.pool.query('select 1').then(
        () => true,
        () => false,
      ),
  })
  const stopServices: (() => Promise<void>)[] = []
  return {
    platform,
    auth,
    http,
    startJobs: async () => {
      await queue.work(platform, jobs)
      stopServices.push(...services.map((start) => start(platform)))
    },
    stop: async () => {
      await Promise.all(stopServices.map((stop) => stop()))
      await queue.stop()
      await live.stop()
      await database.close()
    },
  }
}
