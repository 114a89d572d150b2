/** Help for a colleague who cannot sign in. An account may belong to several workspaces, so the helper must lead all of them. */
import { roleAllows } from '@otklik/contract'
import { eq } from 'drizzle-orm'
import { createPasswordLinkUnchecked, removeSecondFactorUnchecked } from '../accounts/index.ts'
import { recordAudit } from '../audit/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError, forbidden } from '../platform/errors.ts'
import { getMemberRow } from './members.ts'
import { mayRule } from './members.policy.ts'
import { members, type MemberRow } from './members.table.ts'

/** A one-time link to set a new password, shown to the administrator once. */
export async function createPasswordLink(ctx: Ctx, id: string): Promise<{ url: string; expiresAt: string }> {
  const member = await getHelpedMember(ctx, id)
  await recordAudit(ctx, {
    action: 'member.password_link_made',
    object: { kind: 'member', id },
    after: { name: member.name },
  })
  const { url, expiresAt } = await createPasswordLinkUnchecked(ctx.platform, member.userId)
  return { url, expiresAt: expiresAt.toISOString() }
}

export async function removeSecondFactor(ctx: Ctx, id: string): Promise<void> {
  const member = await getHelpedMember(ctx, id)
  await recordAudit(ctx, {
    action: 'member.second_factor_removed',
    object: { kind: 'member', id },
    after: { name: member.name },
  })
  await removeSecondFactorUnchecked(ctx.platform, member.userId)
}

/** Otherwise an administrator of one workspace could take over an account that opens another. */
async function getHelpedMember(ctx: Ctx, id: string): Promise<MemberRow> {
  const member = await getMemberRow(ctx, id)
  if (ctx.actor.kind !== 'member') throw forbidden('Only a person may help another to sign in')
  if (!mayRule(ctx.actor, member.role)) throw forbidden('Only an owner may do this for an owner')
  const { owner } = ctx.platform.database
  const theirs = await owner.select().from(members).where(eq(members.userId, member.userId))
  const mine = await owner.select().from(members).where(eq(members.userId, ctx.actor.userId))
  const led = new Map(mine.filter((row) => row.disabledAt === null).map((row) => [row.workspaceId, row.role]))
  const leadsAll = theirs.every((row) => {
    const role = led.get(row.workspaceId)
    return (
      role !== undefined && roleAllows(role, 'members.manage') && (row.role !== 'owner' || role === 'owner')
    )
  })
  if (!leadsAll) throw new AppError('WORKS_ELSEWHERE')
  return member
}
