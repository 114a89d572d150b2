import { eq } from 'drizzle-orm'
import type { Words } from '../channels/channel.ts'
import type { Ctx } from '../platform/ctx.ts'
import { workspaces } from './workspaces.table.ts'

/** One sentence of the two, for what is stored: in the language of the workspace. */
export async function inWorkspaceLanguage(ctx: Ctx, words: Words): Promise<string> {
  const [row] = await ctx.db
    .select({ locale: workspaces.locale })
    .from(workspaces)
    .where(eq(workspaces.id, ctx.workspaceId))
  return words[row?.locale ?? 'ru']
}
