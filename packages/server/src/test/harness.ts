/** A whole program on a real database for one test file, and fresh workspaces with people inside it. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createOtklikClient, type OtklikClient, type Role } from '@otklik/contract'
import { afterAll, beforeAll } from 'vitest'
import { createSessionUnchecked } from '../accounts/index.ts'
import { users } from '../accounts/accounts.table.ts'
import { members } from '../members/members.table.ts'
import type { Actor } from '../platform/actor.ts'
import { createTestClock } from '../platform/clock.ts'
import { readConfig } from '../platform/config.ts'
import type { Ctx } from '../platform/ctx.ts'
import { newId } from '../platform/ids.ts'
import { createProgram, type Program } from '../start.ts'
import { workspaces } from '../workspaces/workspaces.table.ts'
import { createTestDatabase } from './test-database.ts'

export interface TestPerson {
  client: OtklikClient
  memberId: string
  userId: string
  name: string
  actor: Extract<Actor, { kind: 'member' }>
  /** Plain request with the person's cookie and workspace, for raw routes. */
  request(path: string, init?: RequestInit): Promise<Response>
}

export interface TestWorkspace {
  id: string
  owner: TestPerson
  /** One more colleague. */
  join(role: Role, name?: string): Promise<TestPerson>
  /** A transaction inside the workspace, as the program or as a person. */
  run<T>(work: (ctx: Ctx) => Promise<T>, as?: Actor): Promise<T>
}

export interface Harness {
  program: Program
  clock: ReturnType<typeof createTestClock>
  databaseUrl: string
  newWorkspace(name?: string): Promise<TestWorkspace>
  /** Nobody: no cookie, no key. */
  stranger: OtklikClient
  request(path: string, init?: RequestInit): Promise<Response>
  /** A client of a key. */
  withKey(key: string): OtklikClient
  /** Runs waiting jobs to the end. */
  drain(timeoutMs?: number): Promise<void>
}

export interface HarnessOptions {
  /** Workers of jobs run in this process. Default true. */
  jobs?: boolean
  env?: Record<string, string>
}

/** Call at the top of a test file; the program lives as long as the file. */
export function useHarness(options: HarnessOptions = {}): () => Harness {
  let harness: Harness | undefined
  let close: (() => Promise<void>) | undefined
  beforeAll(async () => {
    const opened = await openHarness(options)
    harness = opened.harness
    close = opened.close
  }, 60_000)
  afterAll(() => close?.(), 60_000)
  return () => {
    if (!harness) throw new Error('the harness is ready only inside tests')
    return harness
  }
}

async function openHarness(options: HarnessOptions): Promise<{ harness: Harness; close(): Promise<void> }> {
  const database = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'otklik-test-'))
  const config = readConfig({
    OTKLIK_DATA: dataDir,
    LOG_LEVEL: 'silent',
    PORT: '0',
    OTKLIK_ALLOW_NETWORKS: '127.0.0.0/8',
    OTKLIK_UNDO_SECONDS: '0',
    ...options.env,
  })
  const clock = createTestClock(new Date())
  const program = await createProgram({ config, databaseUrl: database.url, clock, maxConnections: 8 })
  if (options.jobs !== false) await program.startJobs()
  const harness: Harness = {
    program,
    clock,
    databaseUrl: database.url,
    newWorkspace: (name) => newWorkspace(program, name),
    stranger: clientOf(program, {}),
    request: (path, init) => send(program, path, init, {}),
    withKey: (key) => clientOf(program, { authorization: `Bearer ${key}` }),
    drain: (timeoutMs) => program.platform.jobs.drain(timeoutMs),
  }
  return {
    harness,
    close: async () => {
      await program.stop()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function newWorkspace(program: Program, name = 'Кофейня «Полдень»'): Promise<TestWorkspace> {
  const id = newId()
  const now = program.platform.clock.now()
  await program.platform.database.owner
    .insert(workspaces)
    .values({ id, name, timeZone: 'Europe/Moscow', locale: 'ru', goals: [], createdAt: now })
  const joinAs = (role: Role, personName = `Человек ${role}`) =>
    newPerson(program, { workspaceId: id, role, name: personName })
  return {
    id,
    owner: await joinAs('owner', 'Анна Ким'),
    join: joinAs,
    run: (work, as) =>
      program.platform.inWorkspace({ workspaceId: id, actor: as ?? { kind: 'system', name: 'test' } }, work),
  }
}

async function newPerson(
  program: Program,
  place: { workspaceId: string; role: Role; name: string },
): Promise<TestPerson> {
  const userId = newId()
  const memberId = newId()
  const { workspaceId, role, name } = place
  const now = program.platform.clock.now()
  const { owner } = program.platform.database
  await owner.insert(users).values({
    id: userId,
    name,
    email: `${userId}@example.test`,
    emailVerified: true,
    createdAt: now,
    updatedAt: now,
  })
  await owner.insert(members).values({ workspaceId, id: memberId, userId, name, role, createdAt: now })
  const headers = {
    cookie: await createSessionUnchecked(program.auth, userId),
    'otklik-workspace': workspaceId,
  }
  return {
    client: clientOf(program, headers),
    memberId,
    userId,
    name,
    actor: { kind: 'member', memberId, userId, role, name },
    request: (path, init) => send(program, path, init, headers),
  }
}

function clientOf(program: Program, headers: Record<string, string>): OtklikClient {
  return createOtklikClient({
    url: 'http://127.0.0.1',
    headers: () => headers,
    fetch: async (request) => program.http.fetch(request),
  })
}

async function send(
  program: Program,
  path: string,
  init: RequestInit | undefined,
  headers: Record<string, string>,
): Promise<Response> {
  return program.http.fetch(
    new Request(`http://127.0.0.1${path}`, {
      ...init,
      headers: { ...headers, ...Object.fromEntries(new Headers(init?.headers)) },
    }),
  )
}
