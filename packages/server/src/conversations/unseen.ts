import { sql } from 'drizzle-orm'
import { actingMemberId } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'

/** Colleague dialogs where somebody else wrote what I have not seen. */
export async function countUnseen(ctx: Ctx): Promise<number> {
  const me = actingMemberId(ctx.actor)
  if (!me) return 0
  const { rows } = await ctx.db.execute<{ n: string }>(sql`
    select count(*) as n from conversations c
    left join conversation_seen s on s.workspace_id = c.workspace_id and s.conversation_id = c.id and s.member_id = ${me}::uuid
    where c.workspace_id = ${ctx.workspaceId} and c.kind = 'colleague' and c.member_ids ? ${me}
      and c.last is not null and (s.seen_at is null or c.last_message_at > s.seen_at)
      and exists (
        select 1 from messages m where m.workspace_id = c.workspace_id and m.conversation_id = c.id
          and m.member_id <> ${me}::uuid and (s.seen_at is null or m.occurred_at > s.seen_at))`)
  return Number(rows[0]?.n ?? 0)
}
