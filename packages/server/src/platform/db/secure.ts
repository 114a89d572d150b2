/**
 * The second wall: row-level security on every table that has a workspace, made from the catalogue,
 * so that a new table cannot be forgotten. The policy is strict: without a workspace set it is an error, not zero rows.
 */
import type { ClientBase } from 'pg'
import { programRole } from './client.ts'

const setWorkspace = `
create or replace function app_set_workspace(p uuid) returns void language plpgsql as $$
begin
  perform set_config('citus.propagate_set_commands', 'local', true);
  execute format('set local app.workspace_id = %L', p::text);
  perform set_config('citus.propagate_set_commands', 'none', true);
end $$`

/** Tables of the installation that a workspace reaches into, by the column that names it: its own row, its own tokens. */
const reached: Record<string, { column: string; rights: string }> = {
  workspaces: { column: 'id', rights: 'select, update' },
  tokens: { column: 'workspace_id_of', rights: 'select, insert, delete' },
}

/**
 * Roles are of the whole server: one made by an administrator beforehand is used as it is (the account may not be allowed
 * to make roles), and two databases being made at once may collide.
 */
const makeRole = `
do $$ begin
  if not exists (select 1 from pg_roles where rolname = '${programRole}') then
    create role ${programRole} nologin nobypassrls;
  end if;
exception when duplicate_object or unique_violation then null;
end $$`

const isMember = `select pg_has_role(current_user, '${programRole}', 'member') as yes`

export async function secureTables(client: ClientBase): Promise<void> {
  await client.query(makeRole)
  const { rows } = await client.query<{ yes: boolean }>(isMember)
  if (rows[0]?.yes !== true) await client.query(`grant ${programRole} to current_user`)
  await client.query(setWorkspace)
  await client.query(`grant usage on schema public to ${programRole}`)
  const tables = await listTables(client)
  for (const { name, workspace } of tables) {
    const own = workspace
      ? { column: 'workspace_id', rights: 'select, insert, update, delete' }
      : reached[name]
    if (own) await secureTable(client, name, own)
  }
}

async function secureTable(
  client: ClientBase,
  name: string,
  { column, rights }: { column: string; rights: string },
): Promise<void> {
  const table = `"${name}"`
  await client.query(`alter table ${table} enable row level security`)
  await client.query(`drop policy if exists workspace_only on ${table}`)
  await client.query(
    `create policy workspace_only on ${table} to ${programRole}
     using (${column} = current_setting('app.workspace_id')::uuid)
     with check (${column} = current_setting('app.workspace_id')::uuid)`,
  )
  await client.query(`grant ${rights} on ${table} to ${programRole}`)
}

async function listTables(client: ClientBase): Promise<{ name: string; workspace: boolean }[]> {
  const { rows } = await client.query<{ name: string; workspace: boolean }>(`
    select c.relname as name,
           exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped) as workspace
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p')`)
  return rows
}
