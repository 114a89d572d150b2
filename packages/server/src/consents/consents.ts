/** Consents given and taken back. A row is never changed but for its end. */
import { and, desc, eq, inArray, isNull } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import { notFound } from '../platform/errors.ts'
import { sha256 } from '../platform/files.ts'
import { consents, type ConsentPurpose } from './consents.table.ts'

/** Of one person. */
const mostShown = 50

export type Consent = typeof consents.$inferSelect

export interface Subject {
  network: string
  externalId: string
}

export interface GivenConsent extends Subject {
  purpose: ConsentPurpose
  text: string
  textVersion: string
  operatorName: string
  operatorAddress: string
  source: string
  evidence: Record<string, string>
}

/** Of words as they are shown: whoever has the words can prove that these were agreed to. */
export function consentHash(words: string): string {
  return sha256(Buffer.from(words))
}

/** The same words agreed to again are the same consent; other words are a new one, and the old one ends. */
export async function recordConsent(ctx: Ctx, given: GivenConsent): Promise<void> {
  const textHash = consentHash(given.text)
  const [known] = await findInForce(ctx, given, given.purpose)
  if (known?.textHash === textHash) return
  if (known) await withdrawConsent(ctx, given, given.purpose)
  await ctx.db.insert(consents).values({
    ...given,
    textHash,
    workspaceId: ctx.workspaceId,
    id: ctx.newId(),
    ip: ctx.request?.ip ?? null,
    userAgent: ctx.request?.userAgent ?? null,
    givenAt: ctx.now(),
  })
}

export async function withdrawConsent(ctx: Ctx, subject: Subject, purpose: ConsentPurpose): Promise<void> {
  await ctx.db
    .update(consents)
    .set({ withdrawnAt: ctx.now() })
    .where(inForce(ctx, subject, purpose))
}

/** To exactly these words: whoever agreed to others is asked anew. */
export async function hasConsent(
  ctx: Ctx,
  subject: Subject,
  { purpose, text }: { purpose: ConsentPurpose; text: string },
): Promise<boolean> {
  const [known] = await findInForce(ctx, subject, purpose)
  return known?.textHash === consentHash(text)
}

/** Given and taken back, newest first. */
export async function listConsents(
  ctx: Ctx,
  network: string,
  externalIds: readonly string[],
): Promise<Consent[]> {
  if (externalIds.length === 0) return []
  return ctx.db
    .select()
    .from(consents)
    .where(
      and(
        eq(consents.workspaceId, ctx.workspaceId),
        eq(consents.network, network),
        inArray(consents.externalId, [...externalIds]),
      ),
    )
    .orderBy(desc(consents.givenAt), desc(consents.id))
    .limit(mostShown)
}

export async function getConsent(ctx: Ctx, id: string): Promise<Consent> {
  const [row] = await ctx.db
    .select()
    .from(consents)
    .where(and(eq(consents.workspaceId, ctx.workspaceId), eq(consents.id, id)))
  if (!row) throw notFound('There is no such consent')
  return row
}

function findInForce(ctx: Ctx, subject: Subject, purpose: ConsentPurpose) {
  return ctx.db
    .select()
    .from(consents)
    .where(inForce(ctx, subject, purpose))
    .limit(1)
}

function inForce(ctx: Ctx, { network, externalId }: Subject, purpose: ConsentPurpose) {
  return and(
    eq(consents.workspaceId, ctx.workspaceId),
    eq(consents.network, network),
    eq(consents.externalId, externalId),
    eq(consents.purpose, purpose),
    isNull(consents.withdrawnAt),
  )
}
