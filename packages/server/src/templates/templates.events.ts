import { and, eq } from 'drizzle-orm'
import { messages } from '../conversations/messages.table.ts'
import { subscribe } from '../platform/events.ts'
import { countUse } from './templates.ts'

export const templateSubscriptions = [
  subscribe('message.created', async (ctx, { messageId, direction }) => {
    if (direction !== 'out') return
    const [row] = await ctx.db
      .select({ templateId: messages.templateId })
      .from(messages)
      .where(and(eq(messages.workspaceId, ctx.workspaceId), eq(messages.id, messageId)))
    if (row?.templateId) await countUse(ctx, row.templateId)
  }),
]
