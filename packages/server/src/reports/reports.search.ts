/** Reports narrowed by words run as the owner of the tables, every condition names the workspace: see interests.search.ts. */
import type { InterestFilter } from '@otklik/contract'
import { sql } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import { programRole } from '../platform/db/client.ts'

/** Runs the reading so that the word index serves it. Without words nothing changes. */
export async function withWords<T>(ctx: Ctx, filter: InterestFilter, read: () => Promise<T>): Promise<T> {
  if (!filter.q?.trim()) return read()
  await ctx.db.execute(sql`set local role none`)
  const result = await read()
  await ctx.db.execute(sql`set local role ${sql.raw(programRole)}`)
  return result
}
