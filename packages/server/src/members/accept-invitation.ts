/** The other side of an invitation: anybody who holds the link. Runs as the owner, since no workspace is known yet. */
import type { Role } from '@otklik/contract'
import { and, eq, gt, isNull } from 'drizzle-orm'
import { createAccount, findAccountByEmail } from '../accounts/index.ts'
import { recordAudit } from '../audit/index.ts'
import { noticeQueue } from '../notices/notices.table.ts'
import type { RequestInfo } from '../platform/ctx.ts'
import type { Db } from '../platform/db/client.ts'
import { AppError, invalid, notFound } from '../platform/errors.ts'
import type { Caller } from '../platform/http/access.ts'
import { newId } from '../platform/ids.ts'
import type { Platform } from '../platform/platform.ts'
import { tokens, workspaces } from '../workspaces/workspaces.table.ts'
import { hashToken } from './authenticator.ts'
import { invitations, members } from './members.table.ts'

export interface InvitationOffer {
  workspaceName: string
  email: string
  role: Role
  invitedBy: string
  hasAccount: boolean
}

export async function readInvitation(platform: Platform, token: string): Promise<InvitationOffer> {
  const found = await findOffer(platform.database.owner, platform, token)
  if (!found) throw notFound('This invitation was used, withdrawn or has expired; ask for a new one')
  const { invitation, workspace } = found
  const account = await findAccountByEmail(platform, invitation.email)
  const { email, role, invitedBy } = invitation
  return { workspaceName: workspace.name, email, role, invitedBy, hasAccount: account !== undefined }
}

interface Acceptance {
  token: string
  name?: string | undefined
  password?: string | undefined
}

/** Makes the person a member: with a new account by name and password, or with the account signed in. Works once. */
export async function acceptInvitation(
  platform: Platform,
  input: Acceptance,
  caller: Caller,
  request: RequestInfo,
): Promise<{ workspaceId: string; email: string }> {
  return platform.database.asOwner(async (db) => {
    const found = await findOffer(db, platform, input.token, true)
    if (!found) throw notFound('This invitation was used, withdrawn or has expired; ask for a new one')
    const { invitation } = found
    const user = await accountFor({ db, platform }, invitation.email, input, caller)
    const { workspaceId } = invitation
    const now = platform.clock.now()
    const memberId = await insertMember(db, { ...invitation, userId: user.id, name: user.name, now })
    await db
      .update(invitations)
      .set({ acceptedAt: now })
      .where(and(eq(invitations.workspaceId, workspaceId), eq(invitations.id, invitation.id)))
    await db.delete(tokens).where(eq(tokens.hash, invitation.tokenHash))
    const actor = {
      kind: 'member' as const,
      memberId,
      userId: user.id,
      role: invitation.role,
      name: user.name,
    }
    await recordAudit(
      { db, workspaceId, actor, now: () => now, newId, request },
      {
        action: 'invitation.accepted',
        object: { kind: 'member', id: memberId },
        after: { email: invitation.email, role: invitation.role },
      },
    )
    // Outside a workspace there are no reactions to events: the sweep of notices finds the row.
    await db.insert(noticeQueue).values({
      workspaceId,
      id: newId(),
      kind: 'invitation_accepted',
      targetId: memberId,
      data: { memberId, who: user.name },
      dueAt: now,
    })
    return { workspaceId, email: invitation.email }
  })
}

interface Place {
  db: Db
  platform: Platform
}

async function accountFor(
  place: Place,
  email: string,
  input: Acceptance,
  caller: Caller,
): Promise<{ id: string; name: string }> {
  const existing = await findAccountByEmail(place.platform, email)
  if (caller.kind === 'user') {
    if (caller.userId !== existing?.id) throw new AppError('INVITATION_FOR_ANOTHER')
    return existing
  }
  if (existing) throw new AppError('SIGN_IN_FIRST')
  const { name, password } = input
  if (name === undefined || password === undefined) {
    throw invalid('A new account needs a name and a password', {
      ...(name === undefined && { name: 'required' }),
      ...(password === undefined && { password: 'required' }),
    })
  }
  return createAccount(place.db, { name, email, password, locale: 'ru' }, place.platform.clock.now())
}

interface NewMember {
  workspaceId: string
  userId: string
  name: string
  role: Role
  now: Date
}

/** Somebody who lost access here and is invited again comes back as the same colleague. */
async function insertMember(db: Db, { workspaceId, userId, name, role, now }: NewMember): Promise<string> {
  const [row] = await db
    .insert(members)
    .values({ workspaceId, id: newId(), userId, name, role, createdAt: now })
    .onConflictDoUpdate({ target: [members.workspaceId, members.userId], set: { role, disabledAt: null } })
    .returning({ id: members.id })
  if (!row) throw new Error('the new member was not returned')
  return row.id
}

async function findOffer(db: Db, platform: Platform, token: string, lock = false) {
  const query = db
    .select({ invitation: invitations, workspace: workspaces })
    .from(tokens)
    .innerJoin(
      invitations,
      and(eq(invitations.workspaceId, tokens.workspaceId), eq(invitations.id, tokens.targetId)),
    )
    .innerJoin(workspaces, eq(workspaces.id, tokens.workspaceId))
    .where(
      and(
        eq(tokens.hash, hashToken(token)),
        eq(tokens.kind, 'invitation'),
        isNull(invitations.acceptedAt),
        gt(invitations.expiresAt, platform.clock.now()),
      ),
    )
  const [row] = lock ? await query.for('update', { of: invitations }) : await query
  return row
}
