/** Keys of programs. The key itself is shown once; only its hash is kept. */
import { randomBytes } from 'node:crypto'
import type { ApiKey, ApiKeyInput } from '@otklik/contract'
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { recordAudit } from '../audit/index.ts'
import { hashToken, memberBriefs } from '../members/index.ts'
import { apiKeys } from '../members/members.table.ts'
import { actingMemberId, actorMay } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { forbidden, notFound } from '../platform/errors.ts'
import { tokens } from '../workspaces/workspaces.table.ts'

type ApiKeyRow = typeof apiKeys.$inferSelect

export async function listApiKeys(ctx: Ctx): Promise<ApiKey[]> {
  const rows = await ctx.db
    .select()
    .from(apiKeys)
    .where(eq(apiKeys.workspaceId, ctx.workspaceId))
    .orderBy(sql`${apiKeys.revokedAt} is not null`, desc(apiKeys.createdAt), desc(apiKeys.id))
  return viewKeys(ctx, rows)
}

/** Makes a key that can do at most what its maker can. */
export async function createApiKey(ctx: Ctx, input: ApiKeyInput): Promise<ApiKey & { secret: string }> {
  const scopes = [...new Set(input.scopes)]
  if (!scopes.every((scope) => actorMay(ctx.actor, scope)))
    throw forbidden('A key cannot do more than you can')
  const secret = `otk_${randomBytes(32).toString('base64url')}`
  const row = {
    workspaceId: ctx.workspaceId,
    id: ctx.newId(),
    name: input.name,
    prefix: secret.slice(0, 8),
    scopes,
    createdBy: await findMaker(ctx),
    createdAt: ctx.now(),
    lastUsedAt: null,
    revokedAt: null,
  }
  await ctx.db.insert(apiKeys).values(row)
  await ctx.db
    .insert(tokens)
    .values({ hash: hashToken(secret), kind: 'apiKey', workspaceId: ctx.workspaceId, targetId: row.id })
  await recordAudit(ctx, {
    action: 'api_key.created',
    object: { kind: 'api_key', id: row.id },
    after: { name: row.name, scopes },
  })
  const [view] = await viewKeys(ctx, [row])
  if (!view) throw notFound()
  return { ...view, secret }
}

/** A key made by a key answers to the same person: it ends, or weakens, together with its maker's rights. */
async function findMaker(ctx: Ctx): Promise<string | null> {
  if (ctx.actor.kind !== 'apiKey') return actingMemberId(ctx.actor) ?? null
  const [parent] = await ctx.db
    .select({ createdBy: apiKeys.createdBy })
    .from(apiKeys)
    .where(and(eq(apiKeys.workspaceId, ctx.workspaceId), eq(apiKeys.id, ctx.actor.apiKeyId)))
  if (!parent) throw notFound()
  return parent.createdBy
}

export async function revokeApiKey(ctx: Ctx, id: string): Promise<void> {
  const [row] = await ctx.db
    .update(apiKeys)
    .set({ revokedAt: ctx.now() })
    .where(and(eq(apiKeys.workspaceId, ctx.workspaceId), eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
    .returning()
  if (!row) throw notFound()
  await ctx.db
    .delete(tokens)
    .where(and(eq(tokens.workspaceId, ctx.workspaceId), eq(tokens.kind, 'apiKey'), eq(tokens.targetId, id)))
  await recordAudit(ctx, {
    action: 'api_key.revoked',
    object: { kind: 'api_key', id },
    before: { name: row.name, scopes: row.scopes },
  })
}

async function viewKeys(ctx: Ctx, rows: ApiKeyRow[]): Promise<ApiKey[]> {
  const makers = await memberBriefs(
    ctx,
    rows.flatMap((row) => row.createdBy ?? []),
  )
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes,
    createdBy: (row.createdBy && makers.get(row.createdBy)?.name) || null,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }))
}
