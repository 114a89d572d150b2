import { inWorkspace } from '../platform/http/api.ts'
import { addFileProof, addLinkProof, removeProof } from './proofs.ts'

/** Part of the card's endpoints. */
export const proofRoutes = {
  addProof: inWorkspace.interests.addProof.handler(({ context, input }) =>
    'fileId' in input
      ? addFileProof(context.ctx, input.id, input.fileId)
      : addLinkProof(context.ctx, input.id, input.link),
  ),
  removeProof: inWorkspace.interests.removeProof.handler(({ context, input }) =>
    removeProof(context.ctx, input.id, input.proofId),
  ),
}
