/** How a member wishes to hear of things. */
import {
  type NoticeKind,
  noticeKinds,
  noticePermissions,
  roleAllows,
  type NoticeSettings,
  type NoticeSettingsInput,
  type NoticeWays,
  type Role,
} from '@otklik/contract'
import { and, eq } from 'drizzle-orm'
import { listAccounts } from '../accounts/index.ts'
import { recordAudit } from '../audit/index.ts'
import { actingMemberId, type Actor } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { forbidden, invalid } from '../platform/errors.ts'
import { workspaces } from '../workspaces/workspaces.table.ts'
import { noticeSettings } from './notices.table.ts'
import { isWallTime } from './wall-time.ts'

export type NoticeSettingsRow = typeof noticeSettings.$inferSelect

/** The person acting; keys and the program have no inbox. */
export function requirePerson(ctx: Ctx): Extract<Actor, { kind: 'member' }> {
  if (ctx.actor.kind !== 'member') throw forbidden('Notices belong to people; a key has none')
  return ctx.actor
}

export async function getNoticeSettings(ctx: Ctx): Promise<NoticeSettings> {
  const person = requirePerson(ctx)
  const row = await findSettings(ctx, person.memberId)
  const account = (await listAccounts(ctx.platform, [person.userId])).get(person.userId)
  return {
    kinds: Object.fromEntries(kindsFor(person.role).map((kind) => [kind, waysOf(row, person.role, kind)])),
    sources: row?.sources ?? [],
    dailyAt: row?.dailyAt ?? '09:00',
    quiet: row?.quiet ?? null,
    urgentPasses: row?.urgentPasses ?? true,
    timeZone: await readTimeZone(ctx),
    email: account?.email ?? '',
    mailAvailable: ctx.platform.mailer.available,
  }
}

export async function updateNoticeSettings(ctx: Ctx, input: NoticeSettingsInput): Promise<NoticeSettings> {
  const memberId = actingMemberId(requirePerson(ctx)) ?? ''
  checkTimes(input)
  const before = await findSettings(ctx, memberId)
  const set = {
    ...(input.kinds && { kinds: { ...before?.kinds, ...input.kinds } }),
    ...(input.sources && { sources: input.sources }),
    ...(input.dailyAt !== undefined && { dailyAt: input.dailyAt }),
    ...(input.quiet !== undefined && { quiet: input.quiet }),
    ...(input.urgentPasses !== undefined && { urgentPasses: input.urgentPasses }),
  }
  if (Object.keys(set).length > 0) {
    await ctx.db
      .insert(noticeSettings)
      .values({ workspaceId: ctx.workspaceId, id: memberId, ...set })
      .onConflictDoUpdate({ target: [noticeSettings.workspaceId, noticeSettings.id], set })
    await recordAudit(ctx, {
      action: 'notices.settings_changed',
      object: { kind: 'member', id: memberId },
      before: before
        ? { kinds: before.kinds, sources: before.sources, dailyAt: before.dailyAt, quiet: before.quiet }
        : null,
      after: set,
    })
  }
  return getNoticeSettings(ctx)
}

/** Kinds that a role may hear of. */
export function kindsFor(role: Role): NoticeKind[] {
  return noticeKinds.filter((kind) => roleAllows(role, noticePermissions[kind]))
}

export function waysOf(
  row: Pick<NoticeSettingsRow, 'kinds'> | null | undefined,
  role: Role,
  kind: NoticeKind,
): NoticeWays {
  return row?.kinds[kind] ?? defaultWays(role, kind)
}

export async function readTimeZone(ctx: Ctx): Promise<string> {
  const [row] = await ctx.db
    .select({ timeZone: workspaces.timeZone })
    .from(workspaces)
    .where(eq(workspaces.id, ctx.workspaceId))
  return row?.timeZone ?? 'UTC'
}

/** New cards stay in the bell and on the phone: a letter for each would drown the mailbox. */
const byDefault: Record<NoticeKind, NoticeWays> = {
  new_card: { inApp: true, email: 'off', push: true },
  assigned: { inApp: true, email: 'off', push: true },
  handed_over: { inApp: true, email: 'now', push: true },
  answer_failed: { inApp: true, email: 'now', push: true },
  mention: { inApp: true, email: 'now', push: true },
  planned_contact: { inApp: true, email: 'now', push: true },
  channel_warning: { inApp: true, email: 'now', push: false },
  new_message: { inApp: true, email: 'off', push: true },
  channel_trouble: { inApp: true, email: 'now', push: true },
  webhook_stopped: { inApp: true, email: 'now', push: false },
  invitation_accepted: { inApp: true, email: 'off', push: false },
}

/** Who only reads does not wait for new cards. */
function defaultWays(role: Role, kind: NoticeKind): NoticeWays {
  if (kind === 'new_card' && !roleAllows(role, 'interests.work'))
    return { inApp: false, email: 'off', push: false }
  return byDefault[kind]
}

function checkTimes({ dailyAt, quiet }: NoticeSettingsInput): void {
  const times: [string, string | undefined][] = [
    ['dailyAt', dailyAt],
    ['quiet.from', quiet?.from],
    ['quiet.to', quiet?.to],
  ]
  const wrong = times.filter(([, time]) => time !== undefined && !isWallTime(time))
  if (wrong.length > 0)
    throw invalid('A time is written as HH:MM', Object.fromEntries(wrong.map(([field]) => [field, 'time'])))
}

async function findSettings(ctx: Ctx, memberId: string): Promise<NoticeSettingsRow | undefined> {
  const [row] = await ctx.db
    .select()
    .from(noticeSettings)
    .where(and(eq(noticeSettings.workspaceId, ctx.workspaceId), eq(noticeSettings.id, memberId)))
  return row
}
