/** The program as `npm start` runs it, in a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'

export interface ServerProcess {
  url: string
  pid: number
  stop(): Promise<void>
}

const main = join(import.meta.dirname, '..', '..', 'packages', 'server', 'src', 'main.ts')

export interface ServerOptions {
  dataDir: string
  databaseUrl: string
  roles?: 'web' | 'web,jobs'
  /** Where networks are told to push. */
  publicUrl?: string
}

export async function startServer({
  dataDir,
  databaseUrl,
  roles,
  publicUrl,
}: ServerOptions): Promise<ServerProcess> {
  const port = await freePort()
  const env = {
    ...process.env,
    OTKLIK_DATA: dataDir,
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    LOG_LEVEL: 'fatal',
    OTKLIK_ALLOW_NETWORKS: '127.0.0.0/8',
    ...(publicUrl !== undefined && { OTKLIK_URL: publicUrl }),
  }
  const child = spawn(process.execPath, [main, `--roles=${roles ?? 'web,jobs'}`], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  await untilAnswers(`${url}/readyz`, child)
  return { url, pid: child.pid ?? 0, stop: () => stopChild(child) }
}

/** Resolves with the time of the first good answer. */
export async function untilAnswers(url: string, child: ChildProcess): Promise<number> {
  for (;;) {
    if (child.exitCode !== null)
      throw new Error(`the program ended with ${child.exitCode} before it answered`)
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return performance.now()
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
}

export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await gone
}

export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}
