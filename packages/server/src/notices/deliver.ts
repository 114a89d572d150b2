/** Letters and pushes that are due: gathered by person, handed to the jobs that send them. */
import { and, eq, inArray, isNotNull, isNull, lte, sql } from 'drizzle-orm'
import { listAccounts } from '../accounts/index.ts'
import { members, type MemberRow } from '../members/members.table.ts'
import type { Ctx } from '../platform/ctx.ts'
import { workspaces } from '../workspaces/workspaces.table.ts'
import { sendLetterJob } from './letter.ts'
import { noticePath, noticeTitle, type Locale, type Told } from './notice-words.ts'
import type { NoticeRow } from './notices.ts'
import { notices, noticeSettings, pushDevices } from './notices.table.ts'
import { sendPushJob, type PushMessage } from './push.ts'

/** Hands over everything due now. What was read meanwhile is not told again. */
export async function deliverDue(ctx: Ctx): Promise<void> {
  const letters = await takeDue(ctx, 'email')
  const pushes = await takeDue(ctx, 'push')
  if (letters.length === 0 && pushes.length === 0) return
  const people = await readPeople(ctx, [...letters, ...pushes])
  for (const [memberId, rows] of byMember(letters)) await sendLetter(ctx, people.get(memberId), rows)
  for (const [memberId, rows] of byMember(pushes)) await sendPushes(ctx, people.get(memberId), rows)
  await closeUnlisted(ctx, [...letters, ...pushes])
}

/** Of one kind of way; a heap of more is taken by the next call. */
const most = 2000

interface Due extends NoticeRow {
  /** How many events this way has not told yet. */
  fresh: number
}

async function takeDue(ctx: Ctx, way: 'email' | 'push'): Promise<Due[]> {
  const due = way === 'email' ? notices.emailDueAt : notices.pushDueAt
  const rows = await ctx.db
    .select()
    .from(notices)
    .where(and(eq(notices.workspaceId, ctx.workspaceId), isNotNull(due), lte(due, ctx.now())))
    .orderBy(notices.at)
    .limit(most)
    .for('update', { skipLocked: true })
  if (rows.length === 0) return []
  const set =
    way === 'email'
      ? { emailDueAt: null, emailedCount: sql`${notices.count}` }
      : { pushDueAt: null, pushedCount: sql`${notices.count}` }
  await ctx.db
    .update(notices)
    .set(set)
    .where(
      and(
        eq(notices.workspaceId, ctx.workspaceId),
        inArray(
          notices.id,
          rows.map(({ id }) => id),
        ),
      ),
    )
  const fresh = rows.map((row) => ({
    ...row,
    fresh: row.count - (way === 'email' ? row.emailedCount : row.pushedCount),
  }))
  return fresh.filter((row) => row.readAt === null && row.fresh > 0)
}

interface Person {
  member: MemberRow
  email: string
  locale: Locale
}

/** Those who lost access since are left out. */
async function readPeople(ctx: Ctx, rows: readonly NoticeRow[]): Promise<Map<string, Person>> {
  const ids = [...new Set(rows.map(({ memberId }) => memberId))]
  if (ids.length === 0) return new Map()
  const found = await ctx.db
    .select()
    .from(members)
    .where(
      and(eq(members.workspaceId, ctx.workspaceId), inArray(members.id, ids), isNull(members.disabledAt)),
    )
  const accounts = await listAccounts(
    ctx.platform,
    found.map(({ userId }) => userId),
  )
  const people = new Map<string, Person>()
  for (const member of found) {
    const account = accounts.get(member.userId)
    if (account)
      people.set(member.id, { member, email: account.email, locale: account.locale === 'en' ? 'en' : 'ru' })
  }
  return people
}

async function sendLetter(ctx: Ctx, person: Person | undefined, rows: readonly Due[]): Promise<void> {
  if (!person) return
  const [workspace] = await ctx.db
    .select({ name: workspaces.name })
    .from(workspaces)
    .where(eq(workspaces.id, ctx.workspaceId))
  await ctx.jobs.enqueue(sendLetterJob, {
    workspaceId: ctx.workspaceId,
    to: person.email,
    locale: person.locale,
    workspaceName: workspace?.name ?? '',
    items: rows.map(toldOf),
  })
  await touch(ctx, person.member.id, { lastLetterAt: ctx.now() })
}

/** More at once are told in one push. */
const apart = 3

async function sendPushes(ctx: Ctx, person: Person | undefined, rows: readonly Due[]): Promise<void> {
  if (!person || isAway(person.member, ctx.now())) return
  const devices = await ctx.db
    .select({ id: pushDevices.id })
    .from(pushDevices)
    .where(and(eq(pushDevices.workspaceId, ctx.workspaceId), eq(pushDevices.memberId, person.member.id)))
  if (devices.length === 0) return
  const messages =
    rows.length <= apart ? rows.map((row) => pushOf(row, person.locale)) : [summary(rows, person.locale)]
  for (const device of devices) {
    for (const message of messages)
      await ctx.jobs.enqueue(sendPushJob, { workspaceId: ctx.workspaceId, deviceId: device.id, message })
  }
  await touch(ctx, person.member.id, { lastPushAt: ctx.now() })
}

/** Gone to lunch or on leave: the phone keeps quiet, the inbox waits. */
function isAway({ awayAt, absentUntil }: MemberRow, now: Date): boolean {
  return awayAt !== null || (absentUntil !== null && absentUntil > now)
}

function pushOf(row: Due, locale: Locale): PushMessage {
  const told = toldOf(row)
  return {
    title: noticeTitle(told, locale),
    body: told.count > 1 && row.kind === 'new_card' ? '' : row.text,
    url: noticePath(told),
    tag: row.groupKey,
  }
}

function summary(rows: readonly Due[], locale: Locale): PushMessage {
  const lines = rows.slice(0, apart).map((row) => noticeTitle(toldOf(row), locale))
  const total = rows.reduce((sum, { fresh }) => sum + fresh, 0)
  return {
    title: locale === 'ru' ? `Новых событий: ${total}` : `${total} new events`,
    body: lines.join('\n'),
    url: '/feed',
    tag: 'summary',
  }
}

function toldOf(row: Due): Told {
  const { kind, who, text, sourceType, interestId, conversationId } = row
  return { kind, count: row.fresh, who, text, sourceType, interestId, conversationId }
}

/** What is not listed nobody reads: told by every way it waits for nothing, and the next event starts anew. */
async function closeUnlisted(ctx: Ctx, rows: readonly NoticeRow[]): Promise<void> {
  const ids = rows.filter(({ inApp }) => !inApp).map(({ id }) => id)
  if (ids.length === 0) return
  await ctx.db
    .update(notices)
    .set({ readAt: ctx.now() })
    .where(
      and(
        eq(notices.workspaceId, ctx.workspaceId),
        inArray(notices.id, ids),
        isNull(notices.emailDueAt),
        isNull(notices.pushDueAt),
      ),
    )
}

async function touch(
  ctx: Ctx,
  memberId: string,
  set: { lastLetterAt: Date } | { lastPushAt: Date },
): Promise<void> {
  await ctx.db
    .insert(noticeSettings)
    .values({ workspaceId: ctx.workspaceId, id: memberId, ...set })
    .onConflictDoUpdate({ target: [noticeSettings.workspaceId, noticeSettings.id], set })
}

function byMember(rows: readonly Due[]): Map<string, Due[]> {
  return Map.groupBy(rows, ({ memberId }) => memberId)
}
