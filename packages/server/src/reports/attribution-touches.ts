/** First and last touch of people (R015), as SQL. */
import { and, sql, type SQL } from 'drizzle-orm'
import { interests } from '../interests/interests.table.ts'
import type { Ctx } from '../platform/ctx.ts'

/**
 * `contact_id, touches, first, last` of everybody with a card under `conditions`: source types over the whole history before
 * `until`, whatever the other filters say, so that a filter by site does not hide that the person came from a network. Junk is no touch.
 */
export function touchesOf(ctx: Ctx, conditions: SQL[], until: Date): SQL {
  return sql`
    select contact_id, touches,
      split_part(first_key, ' ', 2) as first, split_part(last_key, ' ', 2) as last
    from (
      select ${interests.contactId} as contact_id, count(*)::int as touches,
        min(${touchKey}) as first_key, max(${touchKey}) as last_key
      from ${interests}
      where ${interests.workspaceId} = ${ctx.workspaceId}
        and ${interests.levelRank} >= 2
        and ${interests.occurredAt} < ${until.toISOString()}::timestamptz
        and ${interests.contactId} in (
          select ${interests.contactId} from ${interests} where ${and(...conditions)} and ${interests.contactId} is not null)
      group by ${interests.contactId}
    ) keys`
}

/** Sorts as the moment does and carries the source type: a hashed minimum in place of a sort of all cards. Fifteen digits of milliseconds. */
const touchKey = sql`(lpad(greatest(date_part('epoch', ${interests.occurredAt}) * 1000, 0)::bigint::text, 15, '0') || ' ' || ${interests.sourceType}) collate "C"`
