/** The tables of an installation as the database itself lists them, so that a new one cannot be forgotten. */
import type { DbClient } from '../platform/db/client.ts'

export interface TableShape {
  name: string
  /** Without generated ones: the database makes those anew. */
  columns: string[]
}

/** Kept by migrations themselves; a backup carries the names. */
export const migrationsTable = 'otklik_migrations'

export async function listTables(client: DbClient): Promise<TableShape[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `select c.relname::text as name,
            array_agg(a.attname::text order by a.attnum) filter (where a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> $1
     group by c.relname order by c.relname`,
    [migrationsTable],
  )
  return rows
}

/** Names so ordered that rows a foreign key points at come first. */
export async function inLoadingOrder(client: DbClient, names: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ child: string; parent: string }>(
    `select c.conrelid::regclass::text as child, c.confrelid::regclass::text as parent
     from pg_constraint c join pg_namespace n on n.oid = c.connamespace where c.contype = 'f' and n.nspname = 'public'`,
  )
  const done: string[] = []
  const left = new Set(names)
  while (left.size > 0) {
    const ready = [...left].filter(
      (name) =>
        !rows.some(
          ({ child, parent }) => bare(child) === name && bare(parent) !== name && left.has(bare(parent)),
        ),
    )
    // A circle of keys cannot be ordered; PostgreSQL will say so in its own words.
    for (const name of ready.length > 0 ? ready : [...left]) {
      done.push(name)
      left.delete(name)
    }
  }
  return done
}

export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

export async function tableExists(client: DbClient, name: string): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>('select to_regclass($1) is not null as found', [
    `public.${quote(name)}`,
  ])
  return rows[0]?.found === true
}

function bare(name: string): string {
  return name.replaceAll('"', '').replace(/^public\./, '')
}
