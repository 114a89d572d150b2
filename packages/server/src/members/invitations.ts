/** Invitations by link: one person, one use, seven days. Only the hash of the link is kept. */
import { randomBytes } from 'node:crypto'
import type { Invitation, Role } from '@otklik/contract'
import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import { listAccounts, normalEmail } from '../accounts/index.ts'
import { recordAudit } from '../audit/index.ts'
import { actorBrief } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError, forbidden, notFound } from '../platform/errors.ts'
import { tokens, workspaces } from '../workspaces/workspaces.table.ts'
import { hashToken } from './authenticator.ts'
import { sendInvitationJob } from './invitation-letter.ts'
import { mayGive } from './members.policy.ts'
import { invitations, members } from './members.table.ts'

const lifeMs = 7 * 86_400_000

type InvitationRow = typeof invitations.$inferSelect

export async function listInvitations(ctx: Ctx): Promise<Invitation[]> {
  const rows = await ctx.db
    .select()
    .from(invitations)
    .where(
      and(
        eq(invitations.workspaceId, ctx.workspaceId),
        isNull(invitations.acceptedAt),
        gt(invitations.expiresAt, ctx.now()),
      ),
    )
    .orderBy(desc(invitations.createdAt))
  return rows.map((row) => viewInvitation(row, null))
}

/** Makes a link; a former open one for the same address stops working. A letter goes out when mail is set up. */
export async function createInvitation(ctx: Ctx, input: { email: string; role: Role }): Promise<Invitation> {
  const email = normalEmail(input.email)
  if (!mayGive(ctx.actor, input.role))
    throw forbidden('This role may do more than you; ask somebody who has it to invite')
  if (await isMember(ctx, email)) throw new AppError('ALREADY_MEMBER')
  await dropOpen(ctx, email)
  const token = randomBytes(24).toString('base64url')
  const row = {
    workspaceId: ctx.workspaceId,
    id: ctx.newId(),
    email,
    role: input.role,
    tokenHash: hashToken(token),
    invitedBy: actorBrief(ctx.actor).name,
    createdAt: ctx.now(),
    expiresAt: new Date(ctx.now().getTime() + lifeMs),
    acceptedAt: null,
  }
  await ctx.db.insert(invitations).values(row)
  await ctx.db
    .insert(tokens)
    .values({ hash: row.tokenHash, kind: 'invitation', workspaceId: ctx.workspaceId, targetId: row.id })
  await recordAudit(ctx, {
    action: 'invitation.created',
    object: { kind: 'invitation', id: row.id },
    after: { email, role: input.role },
  })
  const url = ctx.platform.url(`/invitation/${token}`)
  if (ctx.platform.mailer.available) await enqueueLetter(ctx, row, url)
  return viewInvitation(row, url)
}

export async function revokeInvitation(ctx: Ctx, id: string): Promise<void> {
  const [row] = await ctx.db
    .delete(invitations)
    .where(
      and(
        eq(invitations.workspaceId, ctx.workspaceId),
        eq(invitations.id, id),
        isNull(invitations.acceptedAt),
      ),
    )
    .returning()
  if (!row) throw notFound()
  await dropToken(ctx, row)
  await recordAudit(ctx, {
    action: 'invitation.revoked',
    object: { kind: 'invitation', id },
    before: { email: row.email, role: row.role },
  })
}

async function enqueueLetter(ctx: Ctx, row: InvitationRow, url: string): Promise<void> {
  const [workspace] = await ctx.db.select().from(workspaces).where(eq(workspaces.id, ctx.workspaceId))
  const sealedUrl = ctx.platform.vault.seal(url, `invitation ${row.id}`)
  await ctx.jobs.enqueue(sendInvitationJob, {
    workspaceId: ctx.workspaceId,
    invitationId: row.id,
    email: row.email,
    workspaceName: workspace?.name ?? '',
    invitedBy: row.invitedBy,
    sealedUrl,
  })
}

async function isMember(ctx: Ctx, email: string): Promise<boolean> {
  const rows = await ctx.db
    .select({ userId: members.userId })
    .from(members)
    .where(eq(members.workspaceId, ctx.workspaceId))
  const accounts = await listAccounts(
    ctx.platform,
    rows.map((row) => row.userId),
  )
  return [...accounts.values()].some((account) => account.email === email)
}

async function dropOpen(ctx: Ctx, email: string): Promise<void> {
  const old = await ctx.db
    .delete(invitations)
    .where(
      and(
        eq(invitations.workspaceId, ctx.workspaceId),
        eq(invitations.email, email),
        isNull(invitations.acceptedAt),
      ),
    )
    .returning()
  for (const row of old) await dropToken(ctx, row)
}

async function dropToken(ctx: Ctx, row: InvitationRow): Promise<void> {
  await ctx.db
    .delete(tokens)
    .where(and(eq(tokens.workspaceId, ctx.workspaceId), eq(tokens.hash, row.tokenHash)))
}

function viewInvitation(row: InvitationRow, url: string | null): Invitation {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    url,
    expiresAt: row.expiresAt.toISOString(),
    invitedBy: row.invitedBy,
  }
}
