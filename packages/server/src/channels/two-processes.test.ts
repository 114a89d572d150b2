/** Two real processes on one database: one takes the hook, the other reads it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { useHarness } from '../test/harness.ts'

// This process has no workers: only the spawned one can read.
const harness = useHarness({ jobs: false })
const children: ChildProcess[] = []
const folders: string[] = []

afterAll(async () => {
  await Promise.all(children.map(stop))
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })))
})

it('a hook at the web process is read by the jobs process', async () => {
  const workspace = await harness().newWorkspace()
  const { client } = workspace.owner
  const channel = await client.channels.create({ kind: 'sandbox', name: 'Песочница', values: {} })
  const web = await start('web')
  const hook = `${web.address}${new URL(channel.hookUrl ?? '').pathname}`
  const body = JSON.stringify({
    id: 'c1',
    kind: 'comment',
    text: 'Где купить?',
    author: { id: 'ivan', name: 'Иван' },
  })
  const response = await fetch(hook, { method: 'POST', body })
  expect(response.status).toBe(200)
  // Without a worker anywhere it waits, stored.
  expect((await client.channels.events({ id: channel.id })).items).toMatchObject([{ state: 'stored' }])
  await start('jobs')
  const events = await until(
    async () => (await client.channels.events({ id: channel.id })).items,
    ([event]) => event?.state === 'done',
  )
  expect(events).toHaveLength(1)
  expect((await client.interests.list({})).items).toMatchObject([{ text: 'Где купить?' }])
})

async function start(role: 'web' | 'jobs'): Promise<{ address: string }> {
  const folder = await mkdtemp(join(tmpdir(), `otklik-${role}-`))
  folders.push(folder)
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'main.ts'), `--roles=${role}`], {
    env: {
      ...process.env,
      DATABASE_URL: harness().databaseUrl,
      OTKLIK_DATA: folder,
      OTKLIK_SECRET: 'one secret for both processes of this test',
      PORT: '0',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part: Buffer) => (said += part.toString()))
  await until(
    () => Promise.resolve(said),
    (text) => text.includes('Data:'),
    () => child.exitCode !== null,
  )
  const port = /http:\/\/[^\s:]+:(\d+)/.exec(said)?.[1]
  return { address: `http://127.0.0.1:${port}` }
}

/** Asks again until it is so; the test's own time limit ends it. */
async function until<T>(
  ask: () => Promise<T>,
  isSo: (value: T) => boolean,
  gone: () => boolean = () => false,
): Promise<T> {
  for (;;) {
    const value = await ask()
    if (isSo(value)) return value
    if (gone()) throw new Error(`the process ended: ${String(value)}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
