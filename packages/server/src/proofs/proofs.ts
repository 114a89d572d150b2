/** Evidence of an answer: a screenshot or a link sets Processed by itself (R028 to R031). */
import type { Interest } from '@otklik/contract'
import { and, eq, isNull } from 'drizzle-orm'
import { recordAudit } from '../audit/index.ts'
import { getFileRow } from '../files/index.ts'
import { getInterestRow, markAnswered, proofRemoved, viewInterest } from '../interests/index.ts'
import { actorBrief } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { notFound } from '../platform/errors.ts'
import { previewLink } from './proofs.jobs.ts'
import { proofs } from './proofs.table.ts'

type ProofRow = typeof proofs.$inferSelect

/** A file already uploaded becomes proof; the card is processed. */
export async function addFileProof(ctx: Ctx, interestId: string, fileId: string): Promise<Interest> {
  await getInterestRow(ctx, interestId)
  const file = await getFileRow(ctx, fileId)
  return addProof(ctx, interestId, {
    kind: 'file',
    fileId,
    title: file.name,
    thumbnailFileId: file.thumbnailFileId,
  })
}

/** A link to a screenshot or to the answer itself; a picture behind it is fetched later for the preview. */
export async function addLinkProof(ctx: Ctx, interestId: string, link: string): Promise<Interest> {
  await getInterestRow(ctx, interestId)
  return addProof(ctx, interestId, { kind: 'link', link, title: new URL(link).host })
}

/** The answer sent by the program is proof itself (R037). */
export async function addAnswerProof(
  ctx: Ctx,
  interestId: string,
  answer: { id: string; text: string },
): Promise<void> {
  await insertProof(ctx, interestId, {
    kind: 'answer',
    answerId: answer.id,
    title: answer.text.slice(0, 200),
  })
  await markAnswered(ctx, interestId, { way: 'answer' })
}

/** A recorded talk. Whether it makes the card Processed is the caller's to say; what lies behind the link is not fetched. */
export async function addRecordingProof(ctx: Ctx, interestId: string, link: string): Promise<void> {
  const row = await insertProof(ctx, interestId, { kind: 'link', link, title: 'Запись разговора' })
  await recordAudit(ctx, {
    action: 'interest.proof_added',
    object: { kind: 'interest', id: interestId },
    after: { title: row.title, kind: row.kind, link: row.link },
  })
}

/** Kept in the history; a card processed by this proof alone opens again. */
export async function removeProof(ctx: Ctx, interestId: string, proofId: string): Promise<Interest> {
  await getInterestRow(ctx, interestId)
  const [row] = await ctx.db
    .update(proofs)
    .set({ removedAt: ctx.now() })
    .where(
      and(
        eq(proofs.workspaceId, ctx.workspaceId),
        eq(proofs.id, proofId),
        eq(proofs.interestId, interestId),
        isNull(proofs.removedAt),
      ),
    )
    .returning()
  if (!row) throw notFound('There is no such proof on this card')
  await recordAudit(ctx, {
    action: 'interest.proof_removed',
    object: { kind: 'interest', id: interestId },
    before: { title: row.title, kind: row.kind },
  })
  await proofRemoved(ctx, interestId)
  return viewInterest(ctx, await getInterestRow(ctx, interestId))
}

type NewProof = Pick<ProofRow, 'kind' | 'title'> &
  Partial<Pick<ProofRow, 'fileId' | 'link' | 'answerId' | 'thumbnailFileId'>>

async function addProof(ctx: Ctx, interestId: string, input: NewProof): Promise<Interest> {
  const row = await insertProof(ctx, interestId, input)
  await recordAudit(ctx, {
    action: 'interest.proof_added',
    object: { kind: 'interest', id: interestId },
    after: { title: row.title, kind: row.kind, link: row.link },
  })
  await markAnswered(ctx, interestId, { way: 'proof' })
  if (row.link) await ctx.jobs.enqueue(previewLink, { workspaceId: ctx.workspaceId, proofId: row.id })
  return viewInterest(ctx, await getInterestRow(ctx, interestId))
}

async function insertProof(ctx: Ctx, interestId: string, input: NewProof): Promise<ProofRow> {
  const row: ProofRow = {
    workspaceId: ctx.workspaceId,
    id: ctx.newId(),
    interestId,
    kind: input.kind,
    fileId: input.fileId ?? null,
    link: input.link ?? null,
    thumbnailFileId: input.thumbnailFileId ?? null,
    answerId: input.answerId ?? null,
    title: input.title,
    by: actorBrief(ctx.actor),
    createdAt: ctx.now(),
    removedAt: null,
  }
  await ctx.db.insert(proofs).values(row)
  return row
}
