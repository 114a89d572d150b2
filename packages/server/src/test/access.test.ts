/** Every endpoint of the contract and every raw route, tried by those who may and those who may not. A new endpoint is tried by itself. */
import { contract, roleAllows, roles, type Access, type Permission, type Role } from '@otklik/contract'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { rawRoutes } from '../app.ts'
import { listEndpoints, type EndpointPlace } from '../platform/http/openapi.ts'
import { useHarness, type TestPerson, type TestWorkspace } from './harness.ts'
import { sampleInput } from './sample-input.ts'

interface Door {
  name: string
  method: string
  path: string
  access: Access
  input: unknown
}

const doors: readonly Door[] = [...listEndpoints(contract).map(contractDoor), ...rawRoutes.map(rawDoor)]

/** Rules beyond the table of permissions: told here with their reason. */
const narrower: Record<string, readonly Role[]> = {
  // Only who already leads a workspace may open another.
  'workspaces.create': ['head', 'manager', 'quality_control', 'analyst'],
  // The generated input asks for the role of an owner, which only owners give.
  'members.invite': ['administrator'],
}

describe('access', () => {
  const harness = useHarness({ jobs: false })
  let home: TestWorkspace
  let outsider: TestPerson
  const people = new Map<Role, TestPerson>()

  beforeAll(async () => {
    home = await harness().newWorkspace('Дом')
    outsider = (await harness().newWorkspace('Чужой дом')).owner
    people.set('owner', home.owner)
    for (const role of roles) if (role !== 'owner') people.set(role, await home.join(role))
  })

  it('finds the whole contract', () => {
    expect(doors.length).toBeGreaterThan(60)
    expect(new Set(doors.map(({ method, path }) => `${method} ${path}`)).size).toBe(doors.length)
  })

  it.each(doors)('$name keeps strangers out', async (door) => {
    const answer = await knock(door, (path, init) => harness().request(path, init))
    const expected = door.access === 'public' ? anybody : closed('UNAUTHORIZED', 401)
    expect(complaints(door, answer, expected)).toEqual([])
  })

  it.each(doors.filter(({ access }) => access !== 'public' && access !== 'signedIn'))(
    '$name does not exist for people of another workspace',
    async (door) => {
      const answer = await knock(door, (path, init) =>
        outsider.request(path, { ...init, headers: { ...init.headers, 'otklik-workspace': home.id } }),
      )
      expect(answer.status).toBe(404)
    },
  )

  it.each(doors)('$name obeys the table of permissions', async (door) => {
    const wrong: string[] = []
    for (const [role, person] of people) {
      const answer = await knock(door, (path, init) => person.request(path, init))
      const expected =
        door.access === 'public' ? anybody : isGranted(door, role) ? open : closed('FORBIDDEN', 403)
      wrong.push(...complaints(door, answer, expected).map((complaint) => `${role}: ${complaint}`))
    }
    expect(wrong).toEqual([])
  })

  it.each(doors.filter(({ access }) => access !== 'public'))(
    '$name obeys the scopes of a key',
    async (door) => {
      const { secret } = await home.owner.client.apiKeys.create({
        name: door.name.slice(0, 100),
        scopes: [otherScope(door.access)],
      })
      const answer = await knock(door, (path, init) =>
        harness().request(path, { ...init, headers: { ...init.headers, authorization: `Bearer ${secret}` } }),
      )
      const expected = door.access === 'member' ? forKeys : closed('FORBIDDEN', 403)
      expect(complaints(door, answer, expected)).toEqual([])
    },
  )
})

interface Answer {
  status: number
  code: string | undefined
  message: string | undefined
}

interface Expectation {
  kind: 'open' | 'closed'
  allows(answer: Answer): boolean
}

/** Served, or refused for a reason of its own; never for lack of rights. */
const open: Expectation = { kind: 'open', allows: ({ status }) => status !== 401 && status !== 403 }

/** A public door decides by the token or signature in the request itself. */
const anybody: Expectation = { kind: 'open', allows: () => true }

/** What any member may do a key may do too, unless it is about the person. */
const forKeys: Expectation = { kind: 'open', allows: ({ status }) => status !== 401 }

function closed(code: string, status: number): Expectation {
  return { kind: 'closed', allows: (answer) => answer.status === status && answer.code === code }
}

/** What is wrong with an answer; empty when all is well. A failure of the server is always wrong. */
function complaints(door: Door, answer: Answer, expected: Expectation): string[] {
  const told = `${answer.status} ${answer.code ?? ''} ${answer.message ?? ''}`
  if (answer.status >= 500) return [`failed: ${told}`]
  if (answer.message === 'There is no such address in the API')
    return [`${door.name} is in the contract and not in the router`]
  if (expected.kind === 'open' && answer.status === 400 && door.access !== 'public')
    return [`the sample input does not fit: ${told}`]
  return expected.allows(answer) ? [] : [`expected to be ${expected.kind}: ${told}`]
}

function isGranted({ name, access }: Door, role: Role): boolean {
  if (narrower[name]?.includes(role)) return false
  return access === 'public' || access === 'signedIn' || access === 'member' || roleAllows(role, access)
}

/** Any scope but the one that is asked for. */
function otherScope(access: Access): Permission {
  return access === 'reports.read' ? 'letters.read' : 'reports.read'
}

const Problem = z.object({ code: z.string().optional(), message: z.string().optional() })

async function knock(
  door: Door,
  send: (path: string, init: RequestInit & { headers: Record<string, string> }) => Promise<Response>,
): Promise<Answer> {
  const { path, init } = requestOf(door)
  // A stream that was opened is closed again.
  const abort = new AbortController()
  const answer = await send(path, { ...init, signal: abort.signal })
  const isJson = answer.headers.get('content-type')?.includes('json')
  const problem = isJson ? Problem.safeParse(await answer.json()).data : undefined
  if (!isJson) await answer.body?.cancel()
  abort.abort()
  return { status: answer.status, code: problem?.code, message: problem?.message }
}

/** The wire of the API: names in the path are filled, the rest goes into the query of a GET and into the body otherwise. */
function requestOf(door: Door): { path: string; init: RequestInit & { headers: Record<string, string> } } {
  const left: Record<string, unknown> = { ...(typeof door.input === 'object' ? door.input : {}) }
  const path = door.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = left[name] ?? crypto.randomUUID()
    delete left[name]
    return encodeURIComponent(wireText(value))
  })
  if (door.method === 'GET') {
    const query = new URLSearchParams(
      Object.entries(left).map(([name, value]): [string, string] => [name, wireText(value)]),
    )
    return { path: `${path}?${query.toString()}`, init: { method: 'GET', headers: {} } }
  }
  return {
    path,
    init: {
      method: door.method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(left),
    },
  }
}

function wireText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function contractDoor({ name, method, path, access, input }: EndpointPlace): Door {
  return { name, method, path: `/api/v1${path}`, access, input: sampleInput(input) }
}

function rawDoor(route: (typeof rawRoutes)[number]): Door {
  const path = route.path.replaceAll(/:(\w+)(\{[^}]*\})?\??/g, '{$1}')
  return {
    name: `${route.method} ${route.path}`,
    method: route.method,
    path,
    access: route.access,
    input: undefined,
  }
}
