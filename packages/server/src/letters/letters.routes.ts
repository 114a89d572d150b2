import { inWorkspace, outsideTransaction } from '../platform/http/api.ts'
import { countLetters } from './letter-counts.ts'
import { getLetterDetail, listLetters } from './letters.ts'
import { makeLetterInterest } from './make-interest.ts'

export const letterRoutes = {
  list: inWorkspace.letters.list.handler(({ context, input }) => listLetters(context.ctx, input)),
  counts: inWorkspace.letters.counts.handler(async ({ context }) => ({
    items: await countLetters(context.ctx),
  })),
  get: inWorkspace.letters.get.handler(({ context, input }) => getLetterDetail(context.ctx, input.id)),
  makeInterest: outsideTransaction.letters.makeInterest.handler(async ({ context, input }) => ({
    interestId: await makeLetterInterest(context, input.id),
  })),
}
