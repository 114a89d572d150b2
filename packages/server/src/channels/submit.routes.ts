import { invalid } from '../platform/errors.ts'
import { inWorkspace, outsideTransaction } from '../platform/http/api.ts'
import { actOnInterest } from './act.ts'
import { fetchFileAgain } from './remote-files.ts'
import { submitInterest } from './submit.ts'

/** Stands among the routes of interests; lives here because it goes through the ledger. */
export const submitRoutes = {
  create: outsideTransaction.interests.create.handler(({ context, input }) => {
    const idempotencyKey = context.request.headers.get('idempotency-key')?.trim() || null
    if (idempotencyKey !== null && idempotencyKey.length > 255)
      throw invalid('Idempotency-Key: at most 255 characters', { 'idempotency-key': 'too_long' })
    const { platform, workspaceId, actor } = context
    return submitInterest({
      platform,
      workspaceId,
      actor,
      request: context.request.info,
      idempotencyKey,
      input,
    })
  }),
  act: outsideTransaction.interests.act.handler(({ context, input }) =>
    actOnInterest(context.platform, context.run, input),
  ),
  fetchFile: inWorkspace.interests.fetchFile.handler(({ context, input }) =>
    fetchFileAgain(context.ctx, input.id, input.fileId),
  ),
}
