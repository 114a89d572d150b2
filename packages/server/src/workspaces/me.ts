/** The person signed in: who, where, with what rights. */
import { rolePermissions, type Me } from '@otklik/contract'
import { and, eq } from 'drizzle-orm'
import { listAccounts, updateAccount } from '../accounts/index.ts'
import { recordAudit } from '../audit/index.ts'
import { members } from '../members/members.table.ts'
import type { RequestInfo } from '../platform/ctx.ts'
import type { Actor } from '../platform/actor.ts'
import { notFound } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { getWorkspace, listOwnWorkspaces } from './workspaces.ts'

export interface OwnPlace {
  workspaceId: string
  actor: Extract<Actor, { kind: 'member' }>
}

export async function readMe(platform: Platform, userId: string, place: OwnPlace | null): Promise<Me> {
  const account = (await listAccounts(platform, [userId])).get(userId)
  if (!account) throw notFound()
  return {
    user: {
      id: account.id,
      name: account.name,
      email: account.email,
      photoUrl: account.image,
      locale: account.locale === 'en' ? 'en' : 'ru',
      twoFactor: account.twoFactorEnabled ?? false,
    },
    workspace: place ? await getWorkspace(platform, place.workspaceId) : null,
    member: place ? await readOwnMember(platform, place) : null,
    permissions: place ? [...rolePermissions[place.actor.role]] : [],
    workspaces: await listOwnWorkspaces(platform, userId),
  }
}

/** The name is the same in every workspace of the person. */
export async function updateMe(
  platform: Platform,
  userId: string,
  change: { name?: string | undefined; locale?: 'ru' | 'en' | undefined },
  request: RequestInfo,
): Promise<void> {
  const { name, locale } = change
  await updateAccount(platform, userId, {
    ...(name !== undefined && { name }),
    ...(locale !== undefined && { locale }),
  })
  if (name === undefined) return
  const places = await platform.database.owner.select().from(members).where(eq(members.userId, userId))
  for (const place of places) {
    if (place.name === name) continue
    const actor = { kind: 'member' as const, memberId: place.id, userId, role: place.role, name }
    await platform.inWorkspace({ workspaceId: place.workspaceId, actor, request }, async (ctx) => {
      await ctx.db
        .update(members)
        .set({ name })
        .where(and(eq(members.workspaceId, ctx.workspaceId), eq(members.id, place.id)))
      await recordAudit(ctx, {
        action: 'member.renamed',
        object: { kind: 'member', id: place.id },
        before: { name: place.name },
        after: { name },
      })
      await ctx.events.emit({ type: 'member.changed', data: { memberId: place.id } })
    })
  }
}

async function readOwnMember(platform: Platform, place: OwnPlace): Promise<Me['member']> {
  return platform.inWorkspace(place, async (ctx) => {
    const [row] = await ctx.db
      .select()
      .from(members)
      .where(and(eq(members.workspaceId, ctx.workspaceId), eq(members.id, place.actor.memberId)))
    return row ? { id: row.id, role: row.role, presence: row.awayAt ? 'away' : 'present' } : null
  })
}
