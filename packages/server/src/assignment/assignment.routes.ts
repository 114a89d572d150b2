import { inWorkspace } from '../platform/http/api.ts'
import {
  createAssignmentRule,
  listAssignmentRules,
  removeAssignmentRule,
  reorderAssignmentRules,
  updateAssignmentRule,
} from './assignment.ts'

export const assignmentRoutes = {
  list: inWorkspace.assignment.list.handler(async ({ context }) => ({
    items: await listAssignmentRules(context.ctx),
  })),
  create: inWorkspace.assignment.create.handler(({ context, input }) =>
    createAssignmentRule(context.ctx, input),
  ),
  update: inWorkspace.assignment.update.handler(({ context, input: { id, ...change } }) =>
    updateAssignmentRule(context.ctx, id, change),
  ),
  remove: inWorkspace.assignment.remove.handler(async ({ context, input }) => {
    await removeAssignmentRule(context.ctx, input.id)
    return { ok: true } as const
  }),
  reorder: inWorkspace.assignment.reorder.handler(async ({ context, input }) => ({
    items: await reorderAssignmentRules(context.ctx, input.ids),
  })),
}
