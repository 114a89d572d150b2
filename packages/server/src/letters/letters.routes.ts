import { inWorkspace } from '../platform/http/api.ts'
import { getLetterDetail, listLetters } from './letters.ts'
import { makeLetterInterest } from './make-interest.ts'

export const letterRoutes = {
  list: inWorkspace.letters.list.handler(({ context, input }) => listLetters(context.ctx, input)),
  get: inWorkspace.letters.get.handler(({ context, input }) => getLetterDetail(context.ctx, input.id)),
  makeInterest: inWorkspace.letters.makeInterest.handler(async ({ context, input }) => ({ interestId: await makeLetterInterest(context.ctx, input.id) })),
}
