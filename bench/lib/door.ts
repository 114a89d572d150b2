/** One request measured twice: at the HTTP door of a listening program, and as its bare statements. */
import pg from 'pg'
import type { Program } from '../../packages/server/src/start.ts'
import { createCaller } from './http.ts'
import { timed } from './numbers.ts'
import type { ServerProcess } from './server-process.ts'

export interface Ask {
  /** Below `/api/v1`. */
  path: string
  headers: Record<string, string>
  rounds: number
}

/** Milliseconds of each of `rounds` requests over one kept connection, after five that warm up. */
export async function timeAtDoor({ url }: ServerProcess, { path, headers, rounds }: Ask): Promise<number[]> {
  const caller = createCaller(1)
  const ask = async () => {
    const { status, body } = await caller.call({ method: 'GET', url: `${url}/api/v1${path}`, headers })
    if (status !== 200) throw new Error(`${path}: ${status} ${body.slice(0, 300)}`)
  }
  for (let round = 0; round < 5; round++) await ask()
  const times: number[] = []
  for (let round = 0; round < rounds; round++) times.push(await timed(ask))
  caller.close()
  return times
}

interface Statement {
  text: string
  values: unknown[]
}

/** The statements between the opening of the workspace and the commit, as the program itself sends them, straight to PostgreSQL. */
export async function timeFloor(
  by: Program,
  databaseUrl: string,
  { path, headers, rounds }: Ask,
): Promise<number[]> {
  const statements = await overhear(by, path, headers)
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const replay = async () => {
    for (const { text, values } of statements) await client.query({ text, values, rowMode: 'array' })
  }
  for (let round = 0; round < 3; round++) await replay()
  const times: number[] = []
  for (let round = 0; round < rounds; round++) times.push(await timed(replay))
  await client.end()
  return times
}

async function overhear(
  { http, platform }: Program,
  path: string,
  headers: Record<string, string>,
): Promise<Statement[]> {
  const heard: Statement[] = []
  const client = await platform.database.pool.connect()
  const prototype: { query: (...given: unknown[]) => unknown } = Object.getPrototypeOf(client)
  client.release()
  const { query } = prototype
  prototype.query = function overheard(this: unknown, ...given: unknown[]) {
    const [first, second] = given
    const text = typeof first === 'string' ? first : (first as Statement).text
    const values = (typeof first === 'string' ? second : ((first as Statement).values ?? second)) as
      | unknown[]
      | undefined
    heard.push({ text, values: Array.isArray(values) ? values : [] })
    return query.apply(this, given)
  }
  try {
    await http.fetch(new Request(`http://127.0.0.1/api/v1${path}`, { headers }))
  } finally {
    prototype.query = query
  }
  const start = heard.findIndex(({ text }) => text.startsWith('begin; set local role'))
  return heard.slice(start, heard.findIndex(({ text }, index) => index > start && text === 'commit') + 1)
}
