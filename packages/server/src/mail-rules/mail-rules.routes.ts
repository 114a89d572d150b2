import { inWorkspace, outsideTransaction } from '../platform/http/api.ts'
import { startApplication, startUndo } from './applications.ts'
import {
  createMailRule,
  duplicateMailRule,
  getMailRule,
  listMailRules,
  removeMailRule,
  reorderMailRules,
  updateMailRule,
} from './mail-rules.ts'
import { previewRule, readSample } from './preview.ts'

export const mailRuleRoutes = {
  list: inWorkspace.mailRules.list.handler(async ({ context }) => ({
    items: await listMailRules(context.ctx),
  })),
  get: inWorkspace.mailRules.get.handler(({ context, input }) => getMailRule(context.ctx, input.id)),
  create: inWorkspace.mailRules.create.handler(({ context, input }) => createMailRule(context.ctx, input)),
  update: inWorkspace.mailRules.update.handler(({ context, input: { id, ...change } }) =>
    updateMailRule(context.ctx, id, change),
  ),
  duplicate: inWorkspace.mailRules.duplicate.handler(({ context, input }) =>
    duplicateMailRule(context.ctx, input.id),
  ),
  remove: inWorkspace.mailRules.remove.handler(async ({ context, input }) => {
    await removeMailRule(context.ctx, input.id)
    return { ok: true } as const
  }),
  reorder: inWorkspace.mailRules.reorder.handler(async ({ context, input }) => ({
    items: await reorderMailRules(context.ctx, input.ids),
  })),
  // Reading two hundred letters takes longer than a transaction should be open.
  preview: outsideTransaction.mailRules.preview.handler(({ context, input }) =>
    previewRule(context.run, input),
  ),
  readSample: outsideTransaction.mailRules.readSample.handler(({ context, input }) =>
    readSample(context.run, input),
  ),
  applyToPast: inWorkspace.mailRules.applyToPast.handler(({ context, input }) =>
    startApplication(context.ctx, input.id, input.mode),
  ),
  undoApplication: inWorkspace.mailRules.undoApplication.handler(({ context, input }) =>
    startUndo(context.ctx, input.id),
  ),
}
