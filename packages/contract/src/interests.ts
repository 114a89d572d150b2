/** Endpoints of the interest card and the feed (R017 to R039). */
import { z } from 'zod'
import { ById, endpoint, Id, Ok, PageInput, pageOf } from './endpoint.ts'
import { Answer, HistoryEntry, Interest, InterestDetail, Participant } from './interest-card.ts'
import {
  BulkAction,
  FeedCounters,
  FeedOrder,
  InterestFilter,
  InterestInput,
  InterestSelection,
} from './interest-input.ts'
import { InterestAct, TriageLevel } from './vocabulary.ts'

const tag = 'Interests'

const Taken = z.object({ memberId: Id, memberName: z.string() })
const taken = { INTEREST_TAKEN: { status: 409, message: 'Somebody took this card first', data: Taken } }

export const interests = {
  list: endpoint('interests.read', { method: 'GET', path: '/interests', summary: 'Feed page', tag })
    .input(PageInput.extend(InterestFilter.shape).extend({ order: FeedOrder.default('newest') }))
    .output(pageOf(Interest)),
  counters: endpoint('interests.read', {
    method: 'GET',
    path: '/interests/counters',
    summary: 'Counters of the tabs',
    tag,
  }).output(FeedCounters),
  /** Exact; asked before a mass change and when filters are on. */
  count: endpoint('interests.read', {
    method: 'GET',
    path: '/interests/count',
    summary: 'How many cards match',
    tag,
  })
    .input(InterestFilter)
    .output(z.object({ count: z.number().int() })),
  get: endpoint('interests.read', { method: 'GET', path: '/interests/{id}', summary: 'One card', tag })
    .input(ById)
    .output(InterestDetail),
  create: endpoint('interests.create', {
    method: 'POST',
    path: '/interests',
    summary: 'Send an interest',
    tag,
  })
    .input(InterestInput)
    .output(z.object({ id: Id, created: z.boolean() })),
  update: endpoint('interests.work', {
    method: 'PATCH',
    path: '/interests/{id}',
    summary: 'Change product or level',
    tag,
  })
    .input(
      ById.extend({
        productId: Id.nullable().optional(),
        level: TriageLevel.optional(),
        isPublic: z.boolean().optional(),
        version: z.number().int().optional(),
      }),
    )
    .output(Interest),
  history: endpoint('interests.read', {
    method: 'GET',
    path: '/interests/{id}/history',
    summary: 'Who did what, when and why',
    tag,
  })
    .input(ById)
    .output(z.object({ items: z.array(HistoryEntry) })),
  /** Done at the network at once; `remove` needs the right to assign. */
  act: endpoint('interests.work', {
    method: 'POST',
    path: '/interests/{id}/acts',
    summary: 'Like, hide or remove a comment, let a person in',
    tag,
  })
    .errors({
      ACT_REFUSED: {
        status: 422,
        message: 'The network did not allow it',
        data: z.object({ words: z.object({ ru: z.string(), en: z.string() }) }),
      },
    })
    .input(ById.extend({ kind: InterestAct }))
    .output(Ok),
  /** A file that could not be fetched from the network is tried once more. */
  fetchFile: endpoint('interests.work', {
    method: 'POST',
    path: '/interests/{id}/remote-files/{fileId}/fetch',
    summary: 'Fetch a file from the network again',
    tag,
  })
    .input(ById.extend({ fileId: Id }))
    .output(Ok),
  /** Of a folded card: likes, reposts, joins; newest first, those taken back too. */
  people: endpoint('interests.read', {
    method: 'GET',
    path: '/interests/{id}/people',
    summary: 'People on a card of many',
    tag,
  })
    .input(PageInput.extend(ById.shape))
    .output(pageOf(Participant)),
  claim: endpoint('interests.work', {
    method: 'POST',
    path: '/interests/{id}/claim',
    summary: 'Take the card',
    tag,
  })
    .errors(taken)
    .input(ById)
    .output(Interest),
  release: endpoint('interests.work', {
    method: 'DELETE',
    path: '/interests/{id}/claim',
    summary: 'Give the card back',
    tag,
  })
    .input(ById)
    .output(Interest),
  assign: endpoint('interests.assign', {
    method: 'PUT',
    path: '/interests/{id}/responsible',
    summary: 'Give the card to a colleague',
    tag,
  })
    .input(ById.extend({ memberId: Id.nullable(), note: z.string().max(1000).optional() }))
    .output(Interest),
  handOver: endpoint('interests.work', {
    method: 'POST',
    path: '/interests/{id}/handover',
    summary: 'Pass to sales with a note',
    tag,
  })
    .input(ById.extend({ memberId: Id, note: z.string().min(1).max(2000) }))
    .output(Interest),
  process: endpoint('interests.work', {
    method: 'PUT',
    path: '/interests/{id}/processed',
    summary: 'Set Processed',
    tag,
  })
    .errors({
      PROOF_REQUIRED: {
        status: 422,
        message: 'Attach a screenshot or a link of the answer, or give a reason',
      },
    })
    .input(
      ById.extend({
        way: z.enum(['reason', 'no_reply_needed', 'proof']),
        reason: z.string().max(500).optional(),
      }),
    )
    .output(Interest),
  reopen: endpoint('interests.work', {
    method: 'DELETE',
    path: '/interests/{id}/processed',
    summary: 'Open again',
    tag,
  })
    .input(ById)
    .output(Interest),
  addProof: endpoint('interests.work', {
    method: 'POST',
    path: '/interests/{id}/proofs',
    summary: 'Attach proof: a file or a link',
    tag,
  })
    .input(
      z.union([
        ById.extend({ fileId: Id }),
        ById.extend({ link: z.url({ protocol: /^https?$/ }).max(2000) }),
      ]),
    )
    .output(Interest),
  removeProof: endpoint('interests.work', {
    method: 'DELETE',
    path: '/interests/{id}/proofs/{proofId}',
    summary: 'Take proof away',
    tag,
  })
    .input(ById.extend({ proofId: Id }))
    .output(Interest),
  note: endpoint('interests.work', {
    method: 'POST',
    path: '/interests/{id}/notes',
    summary: 'Write a note for colleagues',
    tag,
  })
    .input(ById.extend({ text: z.string().min(1).max(5000) }))
    .output(HistoryEntry),
  answers: endpoint('interests.read', {
    method: 'GET',
    path: '/interests/{id}/answers',
    summary: 'Answers sent from here',
    tag,
  })
    .input(ById)
    .output(z.object({ items: z.array(Answer) })),
  answer: endpoint('interests.work', {
    method: 'POST',
    path: '/interests/{id}/answers',
    summary: 'Send an answer',
    tag,
  })
    .errors({
      ANSWER_UNDER_WAY: { status: 409, message: 'A colleague is answering this card', data: Taken },
      CANNOT_ANSWER_HERE: { status: 422, message: 'Answer at the source and attach proof' },
    })
    .input(
      ById.extend({
        /** Made by the client, so that a repeated press sends once. */
        answerId: Id,
        text: z.string().min(1).max(50_000),
        fileIds: z.array(Id).max(20).default([]),
      }),
    )
    .output(Answer),
  cancelAnswer: endpoint('interests.work', {
    method: 'DELETE',
    path: '/interests/{id}/answers/{answerId}',
    summary: 'Undo sending while it waits',
    tag,
  })
    .input(ById.extend({ answerId: Id }))
    .output(Answer),
  /** After `failed` or `unknown`: send again, or confirm that it arrived. */
  resolveAnswer: endpoint('interests.work', {
    method: 'POST',
    path: '/interests/{id}/answers/{answerId}/resolution',
    summary: 'Send again or mark as sent',
    tag,
  })
    .input(ById.extend({ answerId: Id, decision: z.enum(['resend', 'arrived']) }))
    .output(Answer),
  bulk: endpoint('interests.bulk', {
    method: 'POST',
    path: '/interests/bulk',
    summary: 'Change many cards',
    tag,
  })
    .input(z.object({ selection: InterestSelection, action: BulkAction }))
    .output(
      z.object({
        changed: z.number().int(),
        skipped: z.number().int(),
        operationId: Id.nullable(),
        undoId: Id.nullable(),
      }),
    ),
  undo: endpoint('interests.bulk', {
    method: 'POST',
    path: '/interests/bulk/{id}/undo',
    summary: 'Take a mass change back',
    tag,
  })
    .input(ById)
    .output(z.object({ restored: z.number().int() })),
  /** R085: posts on one matter joined into one case, and parted again. */
  joinCase: endpoint('interests.work', {
    method: 'POST',
    path: '/cases',
    summary: 'Join cards into one case',
    tag,
  })
    .input(z.object({ ids: z.array(Id).min(2).max(100) }))
    .output(z.object({ caseId: Id })),
  leaveCase: endpoint('interests.work', {
    method: 'DELETE',
    path: '/interests/{id}/case',
    summary: 'Part the card from its case',
    tag,
  })
    .input(ById)
    .output(Interest),
}
