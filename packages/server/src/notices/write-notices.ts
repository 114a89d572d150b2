/** The inbox is written once for a burst: one statement for all colleagues and all words. */
import {
  noticePermissions,
  roleAllows,
  urgentNoticeKinds,
  type NoticeWays,
  type Role,
} from '@otklik/contract'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { members } from '../members/members.table.ts'
import type { Ctx } from '../platform/ctx.ts'
import { letterDueAt, pushDueAt } from './due.ts'
import type { Draft } from './draft-notices.ts'
import { readTimeZone, waysOf, type NoticeSettingsRow } from './notice-settings.ts'
import { notices, noticeSettings } from './notices.table.ts'

export interface Hearer {
  id: string
  name: string
  role: Role
  settings: NoticeSettingsRow | null
}

type NewNotice = typeof notices.$inferInsert

/** Colleagues with access, and their wishes. */
export async function listHearers(ctx: Ctx): Promise<Hearer[]> {
  return ctx.db
    .select({ id: members.id, name: members.name, role: members.role, settings: noticeSettings })
    .from(members)
    .leftJoin(
      noticeSettings,
      and(eq(noticeSettings.workspaceId, members.workspaceId), eq(noticeSettings.id, members.id)),
    )
    .where(and(eq(members.workspaceId, ctx.workspaceId), isNull(members.disabledAt)))
}

export async function writeNotices(
  ctx: Ctx,
  drafts: readonly Draft[],
  hearers: readonly Hearer[],
): Promise<void> {
  const timeZone = await readTimeZone(ctx)
  const rows = new Map<string, NewNotice>()
  for (const draft of drafts) {
    for (const hearer of hearers) {
      const ways = hears(draft, hearer)
      if (ways) joinRow(rows, compose(ctx, draft, { hearer, ways, timeZone }))
    }
  }
  const told = await saveRows(ctx, [...rows.values()])
  for (const { id, memberId } of told)
    await ctx.events.emit({ type: 'notice.created', data: { noticeId: id, memberId } })
}

/** Null: it is not for this person, or they do not wish to hear. */
function hears(draft: Draft, hearer: Hearer): NoticeWays | null {
  if (draft.memberIds && !draft.memberIds.includes(hearer.id)) return null
  if (draft.exceptId === hearer.id || !roleAllows(hearer.role, noticePermissions[draft.kind])) return null
  const ways = waysFor(draft, hearer)
  return ways.inApp || ways.push || ways.email !== 'off' ? ways : null
}

function waysFor(draft: Draft, { settings, role }: Hearer): NoticeWays {
  const source =
    draft.kind === 'new_card'
      ? settings?.sources.find(
          ({ sourceType, channelId }) =>
            (sourceType === null || sourceType === draft.sourceType) &&
            (channelId === null || channelId === draft.channelId),
        )
      : undefined
  return source?.ways ?? waysOf(settings, role, draft.kind)
}

interface Reception {
  hearer: Hearer
  ways: NoticeWays
  timeZone: string
}

function compose(ctx: Ctx, draft: Draft, { hearer, ways, timeZone }: Reception): NewNotice {
  const { settings } = hearer
  const now = ctx.now()
  const wishes = {
    timeZone,
    dailyAt: settings?.dailyAt ?? '09:00',
    quiet: settings?.quiet ?? null,
    urgentPasses: settings?.urgentPasses ?? true,
    urgent: urgentNoticeKinds.includes(draft.kind),
  }
  const { kind, groupKey, interestId, conversationId, channelId, sourceType, count, who, text } = draft
  return {
    workspaceId: ctx.workspaceId,
    id: ctx.newId(),
    memberId: hearer.id,
    kind,
    groupKey,
    interestId,
    conversationId: conversationId ?? null,
    channelId,
    sourceType,
    count,
    who,
    text,
    at: now,
    inApp: ways.inApp,
    emailDueAt:
      ways.email !== 'off' && ctx.platform.mailer.available
        ? letterDueAt(now, ways.email, { ...wishes, last: settings?.lastLetterAt ?? null })
        : null,
    pushDueAt: ways.push ? pushDueAt(now, { ...wishes, last: settings?.lastPushAt ?? null }) : null,
  }
}

function joinRow(rows: Map<string, NewNotice>, row: NewNotice): void {
  const key = `${row.memberId} ${row.groupKey}`
  const before = rows.get(key)
  rows.set(key, before ? { ...row, count: before.count + row.count } : row)
}

/** Rows of one statement. */
const chunk = 500

/** A word joins the unread one of its group. Returns one changed notice of each colleague who sees it in the inbox. */
async function saveRows(ctx: Ctx, rows: readonly NewNotice[]): Promise<{ id: string; memberId: string }[]> {
  const seen = new Map<string, { id: string; memberId: string }>()
  // In the order of keys, so that two bursts never wait for each other in a circle.
  const sorted = rows.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
  for (let from = 0; from < sorted.length; from += chunk) {
    const saved = await ctx.db
      .insert(notices)
      .values(sorted.slice(from, from + chunk))
      .onConflictDoUpdate({
        target: [notices.workspaceId, notices.memberId, notices.groupKey],
        targetWhere: sql`${notices.readAt} is null`,
        set: {
          count: sql`${notices.count} + excluded.count`,
          interestId: sql`excluded.interest_id`,
          who: sql`excluded.who`,
          text: sql`excluded.text`,
          at: sql`excluded.at`,
          inApp: sql`${notices.inApp} or excluded.in_app`,
          emailDueAt: sql`least(${notices.emailDueAt}, excluded.email_due_at)`,
          pushDueAt: sql`least(${notices.pushDueAt}, excluded.push_due_at)`,
        },
      })
      .returning({ id: notices.id, memberId: notices.memberId, inApp: notices.inApp })
    for (const { id, memberId, inApp } of saved) if (inApp) seen.set(memberId, { id, memberId })
  }
  return [...seen.values()]
}

function keyOf({ memberId, groupKey }: NewNotice): string {
  return `${memberId} ${groupKey}`
}
