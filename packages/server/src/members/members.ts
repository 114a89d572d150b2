/** Colleagues of a workspace: list, roles, access, presence. */
import type { Member, Presence, Role } from '@otklik/contract'
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { listAccounts, type AccountRow } from '../accounts/index.ts'
import { recordAudit } from '../audit/index.ts'
import { interestCounts } from '../interests/interests.table.ts'
import { actingMemberId } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError, forbidden, notFound } from '../platform/errors.ts'
import { mayGive, mayRule } from './members.policy.ts'
import { members, type MemberRow } from './members.table.ts'

export async function listMembers(ctx: Ctx): Promise<Member[]> {
  const rows = await ctx.db
    .select()
    .from(members)
    .where(eq(members.workspaceId, ctx.workspaceId))
    .orderBy(sql`${members.disabledAt} is not null`, asc(members.name), asc(members.id))
  return viewMembers(ctx, rows)
}

export async function getMemberRow(ctx: Ctx, id: string): Promise<MemberRow> {
  const [row] = await ctx.db
    .select()
    .from(members)
    .where(and(eq(members.workspaceId, ctx.workspaceId), eq(members.id, id)))
  if (!row) throw notFound()
  return row
}

/** Changes the role or switches access off and on. The last working owner stays. */
export async function updateMember(
  ctx: Ctx,
  id: string,
  change: { role?: Role | undefined; disabled?: boolean | undefined },
): Promise<Member> {
  const owners = await lockOwners(ctx)
  const before = await getMemberRow(ctx, id)
  if (!mayRule(ctx.actor, before.role)) throw forbidden('Only an owner may change or switch off an owner')
  const role = change.role ?? before.role
  // Access that is switched on again gives the role anew.
  const gives = role !== before.role || change.disabled === false
  if (gives && !mayGive(ctx.actor, role))
    throw forbidden('This role may do more than you; you cannot give it')
  const disabledAt =
    change.disabled === undefined
      ? before.disabledAt
      : change.disabled
        ? (before.disabledAt ?? ctx.now())
        : null
  const staysOwner = role === 'owner' && disabledAt === null
  if (owners.has(id) && owners.size === 1 && !staysOwner) throw new AppError('LAST_OWNER')
  const after = await setMember(ctx, id, { role, disabledAt })
  await recordAudit(ctx, ...changeRecords(before, after))
  await ctx.events.emit({ type: 'member.changed', data: { memberId: id } })
  return viewMember(ctx, after)
}

export async function setPresence(
  ctx: Ctx,
  presence: Presence,
  absentUntil: string | null | undefined,
): Promise<Member> {
  const id = actingMemberId(ctx.actor)
  if (!id) throw forbidden('A key has no presence; sign in as a person')
  const before = await getMemberRow(ctx, id)
  const awayAt = presence === 'away' ? (before.awayAt ?? ctx.now()) : null
  return writeAbsence(ctx, before, {
    awayAt,
    absentUntil: absentUntil === undefined ? before.absentUntil : dateOf(absentUntil),
  })
}

export async function setAbsence(ctx: Ctx, id: string, absentUntil: string | null): Promise<Member> {
  const before = await getMemberRow(ctx, id)
  return writeAbsence(ctx, before, { awayAt: before.awayAt, absentUntil: dateOf(absentUntil) })
}

function dateOf(timestamp: string | null): Date | null {
  return timestamp === null ? null : new Date(timestamp)
}

async function writeAbsence(
  ctx: Ctx,
  before: MemberRow,
  values: { awayAt: Date | null; absentUntil: Date | null },
): Promise<Member> {
  const after = await setMember(ctx, before.id, values)
  await recordAudit(ctx, {
    action: 'member.presence_changed',
    object: { kind: 'member', id: before.id },
    before: presenceOf(before),
    after: presenceOf(after),
  })
  await ctx.events.emit({ type: 'member.changed', data: { memberId: before.id } })
  return viewMember(ctx, after)
}

/** Two people taking the last two owners away at once wait for each other. */
async function lockOwners(ctx: Ctx): Promise<Set<string>> {
  const rows = await ctx.db
    .select({ id: members.id })
    .from(members)
    .where(
      and(eq(members.workspaceId, ctx.workspaceId), eq(members.role, 'owner'), isNull(members.disabledAt)),
    )
    .orderBy(asc(members.id))
    .for('update')
  return new Set(rows.map((row) => row.id))
}

async function setMember(ctx: Ctx, id: string, values: Partial<MemberRow>): Promise<MemberRow> {
  const [row] = await ctx.db
    .update(members)
    .set(values)
    .where(and(eq(members.workspaceId, ctx.workspaceId), eq(members.id, id)))
    .returning()
  if (!row) throw notFound()
  return row
}

function changeRecords(before: MemberRow, after: MemberRow) {
  const object = { kind: 'member', id: after.id }
  const named = { name: after.name }
  return [
    ...(before.role === after.role
      ? []
      : [
          {
            action: 'member.role_changed',
            object,
            before: { ...named, role: before.role },
            after: { ...named, role: after.role },
          },
        ]),
    ...((before.disabledAt === null) === (after.disabledAt === null)
      ? []
      : [{ action: after.disabledAt ? 'member.disabled' : 'member.enabled', object, after: named }]),
  ]
}

function presenceOf(row: MemberRow): Record<string, unknown> {
  return {
    name: row.name,
    presence: row.awayAt ? 'away' : 'present',
    absentUntil: row.absentUntil?.toISOString() ?? null,
  }
}

async function viewMember(ctx: Ctx, row: MemberRow): Promise<Member> {
  const [view] = await viewMembers(ctx, [row])
  if (!view) throw notFound()
  return view
}

async function viewMembers(ctx: Ctx, rows: MemberRow[]): Promise<Member[]> {
  const accounts = await listAccounts(
    ctx.platform,
    rows.map((row) => row.userId),
  )
  const open = await countOpen(ctx)
  return rows.map((row) => toView(row, accounts.get(row.userId), open.get(row.id) ?? 0))
}

function toView(row: MemberRow, account: AccountRow | undefined, openCount: number): Member {
  return {
    id: row.id,
    userId: row.userId,
    name: row.name,
    email: account?.email ?? '',
    photoUrl: row.photoUrl,
    role: row.role,
    presence: row.awayAt ? 'away' : 'present',
    absentUntil: row.absentUntil?.toISOString() ?? null,
    disabledAt: row.disabledAt?.toISOString() ?? null,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    twoFactor: account?.twoFactorEnabled ?? false,
    openCount,
  }
}

async function countOpen(ctx: Ctx): Promise<Map<string | null, number>> {
  const sums = await ctx.db
    .select({ memberId: interestCounts.responsibleId, n: sql<string>`sum(${interestCounts.delta})` })
    .from(interestCounts)
    .where(and(eq(interestCounts.workspaceId, ctx.workspaceId), eq(interestCounts.open, true)))
    .groupBy(interestCounts.responsibleId)
  return new Map(sums.map((sum) => [sum.memberId, Number(sum.n)]))
}
