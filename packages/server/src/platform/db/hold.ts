/** Keeps a database to one program for as long as it runs; a program that dies lets go by itself. */
import pg from 'pg'

export interface Hold {
  letGo(): Promise<void>
}

/** Null when another program holds one of the names. */
export async function holdDatabase(url: string, names: readonly string[]): Promise<Hold | null> {
  const client = new pg.Client({ connectionString: url, application_name: 'otklik hold' })
  // The server went away: the program learns it from its own connections.
  client.on('error', () => undefined)
  await client.connect()
  for (const name of names) {
    const { rows } = await client.query<{ taken: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as taken',
      [name],
    )
    if (rows[0]?.taken) continue
    await client.end()
    return null
  }
  return { letGo: () => client.end() }
}
