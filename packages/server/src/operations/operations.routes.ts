import { inWorkspace } from '../platform/http/api.ts'
import { cancelOperation, getOperation, listOperations } from './operations.ts'

export const operationRoutes = {
  list: inWorkspace.operations.list.handler(({ context }) => listOperations(context.ctx)),
  get: inWorkspace.operations.get.handler(({ context, input }) => getOperation(context.ctx, input.id)),
  cancel: inWorkspace.operations.cancel.handler(({ context, input }) =>
    cancelOperation(context.ctx, input.id),
  ),
}
