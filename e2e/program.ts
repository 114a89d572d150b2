/** The program as `npm start` runs it, on a free port with a folder of its own. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createOtklikClient, type OtklikClient } from '@otklik/contract'

export interface Program {
  url: string
  stop(): Promise<void>
}

export interface Owner {
  email: string
  password: string
  workspaceId: string
  client: OtklikClient
}

export const ownerPassword = 'полдень-2026-кофе'

export async function startProgram(env: Record<string, string> = {}): Promise<Program> {
  const dataDir = mkdtempSync(join(tmpdir(), 'otklik-e2e-'))
  const port = await freePort()
  const main = join(import.meta.dirname, '..', 'packages', 'server', 'src', 'main.ts')
  const child = spawn(process.execPath, [main], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      OTKLIK_DATA: dataDir,
      PORT: String(port),
      LOG_LEVEL: 'fatal',
      OTKLIK_ALLOW_NETWORKS: '127.0.0.0/8',
      OTKLIK_UNDO_SECONDS: '0',
      ...env,
    },
  })
  const url = `http://127.0.0.1:${port}`
  await waitUntilReady(url, child)
  return {
    url,
    stop: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await gone
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** First run through the API, for journeys that begin later; the first run itself has a journey of its own. */
export async function createOwner(program: Program, workspaceName = 'Кофейня «Полдень»'): Promise<Owner> {
  const email = 'anna@polden.test'
  const open = createOtklikClient({ url: program.url })
  const { workspaceId } = await open.workspaces.createOwner({
    name: 'Анна Ким',
    email,
    password: ownerPassword,
    workspaceName,
    timeZone: 'Europe/Moscow',
  })
  return {
    email,
    password: ownerPassword,
    workspaceId,
    client: await signInClient(program, { email, workspaceId }),
  }
}

/** A colleague by invitation, as the head of the company would do it. */
export async function addColleague(
  program: Program,
  owner: Owner,
  person: { name: string; email: string; role: 'manager' | 'head' | 'analyst' },
): Promise<OtklikClient> {
  const invitation = await owner.client.members.invite({ email: person.email, role: person.role })
  const token = new URL(invitation.url ?? '', program.url).pathname.split('/').at(-1) ?? ''
  await createOtklikClient({ url: program.url }).members.acceptInvitation({
    token,
    name: person.name,
    password: ownerPassword,
  })
  return signInClient(program, { email: person.email, workspaceId: owner.workspaceId })
}

async function signInClient(
  program: Program,
  who: { email: string; workspaceId: string },
): Promise<OtklikClient> {
  const answer = await fetch(`${program.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: program.url },
    body: JSON.stringify({ email: who.email, password: ownerPassword }),
  })
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  return createOtklikClient({
    url: program.url,
    headers: () => ({ cookie, origin: program.url, 'otklik-workspace': who.workspaceId }),
  })
}

async function waitUntilReady(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 900; attempt++) {
    if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}`)
    const isReady = await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (isReady) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  // Nobody has its handle yet, so nobody else would end it.
  child.kill('SIGKILL')
  throw new Error('the program did not start')
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return port
}
