/** Words of a workspace by how many rows hold them; five of each kind, always the same ones. */
import type pg from 'pg'

/** Rare: under 50 rows; mid: some thousands; frequent: a twentieth of all and more. */
export interface Words {
  rare: string[]
  mid: string[]
  frequent: string[]
}

export async function findWords(
  pool: pg.Pool,
  table: 'interests' | 'messages',
  workspaceId: string,
  rows: number,
): Promise<Words> {
  const { rows: found } = await pool.query<{ word: string; ndoc: number }>(
    `select word, ndoc from ts_stat($$select to_tsvector('simple', text) from ${table} where workspace_id = '${workspaceId}'$$)
     where numnode(plainto_tsquery('russian', word)) > 0`,
  )
  const between = (from: number, to: number) =>
    found
      .filter((row) => row.ndoc >= from && row.ndoc < to)
      .toSorted((a, b) => a.ndoc - b.ndoc || (a.word < b.word ? -1 : 1))
  const five = (list: typeof found) =>
    [0.1, 0.3, 0.5, 0.7, 0.9].flatMap((share) => list[Math.floor(list.length * share)]?.word ?? [])
  return {
    rare: five(between(3, 50)),
    mid: five(between(rows / 1000, rows / 100)),
    frequent: five(between(rows / 20, rows)),
  }
}
