/** Reports narrowed by words run as the owner of the tables, every condition names the workspace: see interests.search.ts. */
import type { InterestFilter } from '@otklik/contract'
import type { Ctx } from '../platform/ctx.ts'
import { programRole } from '../platform/db/client.ts'

/** Runs the reading so that the word index serves it. Without words nothing changes. */
export async function withWords<T>(ctx: Ctx, filter: InterestFilter, read: () => Promise<T>): Promise<T> {
  if (!filter.q?.trim()) return read()
  // As in a search of the feed: not waited for, and after a refused one every statement is refused.
  const { $client } = ctx.db
  $client.query('set local role none').catch(() => undefined)
  const result = await read()
  $client.query(`set local role ${programRole}`).catch(() => undefined)
  return result
}
