/** Looks at the database: version, schema, the walls between workspaces. */
import { programRole, type Database, type DbPool } from '../../platform/db/client.ts'
import { readMigrations } from '../../platform/db/migrate.ts'
import { errorMessage } from '../../platform/errors.ts'
import { ok, problem, warning, type Finding } from './finding.ts'

const oldest = 150_000

export async function checkServer({ pool }: Database, now: Date): Promise<Finding[]> {
  const { rows } = await pool.query<{
    version: string
    number: string
    encoding: string
    collation: string | null
    at: Date
  }>(
    `select current_setting('server_version') as version, current_setting('server_version_num') as number,
            pg_encoding_to_char(encoding) as encoding, datcollate as collation, clock_timestamp() as at
     from pg_database where datname = current_database()`,
  )
  const [row] = rows
  if (!row) throw new Error('the database does not list itself')
  const skew = Math.round((row.at.getTime() - now.getTime()) / 1000)
  return [
    Number(row.number) >= oldest
      ? ok('database', `PostgreSQL ${row.version}, ${row.encoding}, ${row.collation ?? 'no collation'}`)
      : problem(
          'database',
          `PostgreSQL ${row.version} is too old`,
          'Use PostgreSQL 15 or newer, or unset DATABASE_URL to use the embedded one.',
        ),
    row.encoding === 'UTF8'
      ? ok('encoding', 'UTF8')
      : problem(
          'encoding',
          `The database is kept in ${row.encoding}`,
          'Make a database with `create database … encoding utf8 template template0` and restore a backup into it.',
        ),
    Math.abs(skew) <= 5
      ? ok('clock', 'the clocks of the program and the database agree')
      : warning(
          'clock',
          `The clocks of the program and the database differ by ${skew} s`,
          'Switch on time synchronisation (NTP) on both machines.',
        ),
  ]
}

export async function checkMigrations({ pool }: Database): Promise<Finding> {
  const ours = readMigrations()
  const known = await pool
    .query<{ name: string; hash: string }>('select name, hash from otklik_migrations')
    .catch(() => null)
  if (!known)
    return problem(
      'migrations',
      'The database holds no Otklik yet',
      'Start Otklik once: it makes its tables by itself.',
    )
  const names = new Map(known.rows.map(({ name, hash }) => [name, hash]))
  const strange = known.rows.find(({ name }) => !ours.some((migration) => migration.name === name))
  if (strange)
    return problem(
      'migrations',
      `The database is newer than this program (${strange.name})`,
      'Start the newer version of Otklik, or restore a backup made by this one.',
    )
  const changed = ours.find(({ name, hash }) => names.has(name) && names.get(name) !== hash)
  if (changed)
    return problem(
      'migrations',
      `The migration ${changed.name} differs from the one this database was made with`,
      "Restore the program's own files (git checkout, npm start).",
    )
  const pending = ours.filter(({ name }) => !names.has(name))
  return pending.length > 0
    ? warning(
        'migrations',
        `${pending.length} migrations wait`,
        'Start Otklik: it applies them by itself. Make a backup first.',
      )
    : ok('migrations', `${ours.length} applied`)
}

/** Every table with a workspace is behind row-level security, has its policy, and belongs to the account we sign in with. */
export async function checkWalls({ pool }: Database): Promise<Finding[]> {
  const { rows } = await pool.query<{ name: string; secured: boolean; policies: string; owned: boolean }>(
    `select c.relname as name, c.relrowsecurity as secured, pg_has_role(current_user, c.relowner, 'member') as owned,
            (select count(*) from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname) as policies
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p')
       and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped)`,
  )
  const open = rows
    .filter(({ secured, policies }) => !secured || Number(policies) === 0)
    .map(({ name }) => name)
  const foreign = rows.filter(({ owned }) => !owned).map(({ name }) => name)
  return [
    await checkRole(pool),
    open.length === 0
      ? ok('walls', `row-level security on ${rows.length} tables`)
      : problem(
          'walls',
          `No row-level security on: ${open.join(', ')}`,
          'Stop Otklik, make a backup and restore it with --replace: the walls are built anew.',
        ),
    foreign.length === 0
      ? ok('owner', 'the tables belong to this account')
      : problem(
          'owner',
          `Another account owns: ${foreign.join(', ')}`,
          'Sign in with that account in DATABASE_URL, or run as a superuser: reassign owned by … to …',
        ),
  ]
}

async function checkRole(pool: DbPool): Promise<Finding> {
  const { rows } = await pool.query<{ bypass: boolean; super: boolean; member: boolean }>(
    `select rolbypassrls as bypass, rolsuper as super, pg_has_role(current_user, oid, 'member') as member from pg_roles where rolname = $1`,
    [programRole],
  )
  const [role] = rows
  if (!role)
    return problem(
      'role',
      `The role ${programRole} is missing`,
      'Start Otklik with an account that may create roles, or create it: create role otklik_program nologin nobypassrls',
    )
  if (role.bypass || role.super)
    return problem(
      'role',
      `The role ${programRole} passes through row-level security`,
      `alter role ${programRole} nosuperuser nobypassrls`,
    )
  return role.member
    ? ok('role', `${programRole} is confined to one workspace`)
    : problem(
        'role',
        `This account may not act as ${programRole}`,
        `grant ${programRole} to the account of DATABASE_URL`,
      )
}

export function unreachable(error: unknown): Finding {
  return problem(
    'database',
    `The database cannot be reached: ${errorMessage(error)}`,
    'Check DATABASE_URL and that the server runs. Without DATABASE_URL the embedded database is used; its log lies in the data folder.',
  )
}
