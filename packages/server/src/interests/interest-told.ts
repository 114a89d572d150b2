/** Edits, removals and restorals at the source: shown beside the first words, never silently applied. */
import { and, asc, eq } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import { changeInterest } from './interest-change.ts'
import { interestVersions } from './interest-told.table.ts'
import type { InterestRow } from './interest-row.ts'
import { cleanStrings } from './storable-inbound.ts'

export interface Version {
  text: string
  at: Date
}

/**
 * The card shows the newest words; all earlier ones stay. Told again, or with the words that stood there anyway, it changes nothing.
 * An edit that comes after a later one only enters the list.
 */
export async function editInterest(ctx: Ctx, card: InterestRow, edit: Version): Promise<void> {
  const text = cleanStrings(edit.text)
  // A network's clocks disagree: the first words stay first.
  const at = edit.at < card.occurredAt ? card.occurredAt : edit.at
  const known = await listVersions(ctx, card.id)
  const versions = known.length > 0 ? known : [{ text: card.text, at: card.occurredAt }]
  const before = versions.filter((version) => version.at <= at)
  if (before.at(-1)?.text === text || before.some((version) => isSame(version, { text, at }))) return
  await writeVersions(ctx, card.id, known.length > 0 ? [{ text, at }] : [...versions, { text, at }])
  if (before.length < versions.length) return
  await changeInterest(
    ctx,
    card,
    { text, editedAt: at },
    { action: 'interest.edited', before: { text: card.text }, after: { text } },
  )
  await ctx.events.emit({ type: 'interest.changed', data: { interestId: card.id, changed: ['text'] } })
}

export type PresenceNews =
  | { kind: 'removed'; at: Date; by: 'author' | 'moderator' | null }
  | { kind: 'restored'; at: Date }

/** Gone at the source, or back. The card and its words stay; older news than the last changes nothing. */
export async function setPresence(ctx: Ctx, card: InterestRow, news: PresenceNews): Promise<void> {
  if (card.presenceAt && news.at <= card.presenceAt) return
  const removed = news.kind === 'removed'
  await changeInterest(
    ctx,
    card,
    { removedAt: removed ? news.at : null, removedBy: removed ? news.by : null, presenceAt: news.at },
    removed
      ? { action: 'interest.source_removed', after: { by: news.by, at: news.at.toISOString() } }
      : { action: 'interest.source_restored', after: { at: news.at.toISOString() } },
  )
  await ctx.events.emit({ type: 'interest.changed', data: { interestId: card.id, changed: ['removed'] } })
}

/** In the order they were written; empty where nobody edited. */
export function listVersions(ctx: Ctx, interestId: string): Promise<Version[]> {
  return ctx.db
    .select({ text: interestVersions.text, at: interestVersions.at })
    .from(interestVersions)
    .where(
      and(eq(interestVersions.workspaceId, ctx.workspaceId), eq(interestVersions.interestId, interestId)),
    )
    .orderBy(asc(interestVersions.at), asc(interestVersions.id))
}

async function writeVersions(ctx: Ctx, interestId: string, versions: readonly Version[]): Promise<void> {
  await ctx.db.insert(interestVersions).values(
    versions.map((version) => ({
      workspaceId: ctx.workspaceId,
      id: ctx.newId(),
      interestId,
      ...version,
      receivedAt: ctx.now(),
    })),
  )
}

function isSame(a: Version, b: Version): boolean {
  return a.text === b.text && a.at.getTime() === b.at.getTime()
}
