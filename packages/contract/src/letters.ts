/** Letters of the mailboxes: what came, what it was taken for and why. Automatic ones make no card but can be found here. */
import { z } from 'zod'
import { ById, endpoint, Id, listOf, PageInput, pageOf, Timestamp } from './endpoint.ts'
import { Words } from './channels.ts'
import { Attachment } from './interest-card.ts'
import { LetterOutcome } from './vocabulary.ts'

const tag = 'Letters'

export const Letter = z.object({
  id: Id,
  channelId: Id,
  channelName: z.string(),
  outcome: LetterOutcome,
  /** Why it was taken for that. */
  reason: Words,
  subject: z.string(),
  fromName: z.string().nullable(),
  fromAddress: z.string().nullable(),
  to: z.string(),
  arrivedAt: Timestamp,
  fromJunk: z.boolean(),
  /** What proves the sender: a signature, a secret address, nothing. */
  senderProof: z.enum(['dkim', 'collector', 'none']),
  preview: z.string(),
  interestId: Id.nullable(),
  rawUrl: z.string(),
})
export type Letter = z.infer<typeof Letter>

export const LetterDetail = Letter.extend({
  text: z.string(),
  hasHtml: z.boolean(),
  attachments: z.array(Attachment.pick({ name: true, mime: true, size: true })),
})
export type LetterDetail = z.infer<typeof LetterDetail>

export const letters = {
  /** Login codes are listed only for those who may see them. */
  list: endpoint('letters.read', { method: 'GET', path: '/letters', summary: 'Letters, newest first', tag })
    .input(
      PageInput.extend({
        outcome: listOf(LetterOutcome).optional(),
        channelId: Id.optional(),
        q: z.string().max(200).optional(),
      }),
    )
    .output(pageOf(Letter)),
  /** Classes without letters are left out; login codes only for those who may see them. */
  counts: endpoint('letters.read', {
    method: 'GET',
    path: '/letters/counts',
    summary: 'Letters of the last 30 days by class',
    tag,
  }).output(z.object({ items: z.array(z.object({ outcome: LetterOutcome, count: z.number().int() })) })),
  get: endpoint('letters.read', { method: 'GET', path: '/letters/{id}', summary: 'One letter', tag })
    .input(ById)
    .output(LetterDetail),
  /** The program was wrong: this letter is work. Makes the card it did not make. */
  makeInterest: endpoint('interests.work', {
    method: 'POST',
    path: '/letters/{id}/interest',
    summary: 'Make a card of an automatic letter',
    tag,
  })
    .input(ById)
    .output(z.object({ interestId: Id })),
}
