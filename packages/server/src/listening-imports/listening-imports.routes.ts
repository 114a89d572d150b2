import { inWorkspace, outsideTransaction } from '../platform/http/api.ts'
import { listImports, previewImport, startImport } from './listening-imports.ts'
import { undoImport } from './undo.ts'

const route = inWorkspace.listeningImports

export const listeningImportRoutes = {
  list: route.list.handler(({ context }) => listImports(context.ctx)),
  preview: route.preview.handler(({ context, input }) => previewImport(context.ctx, input)),
  start: route.start.handler(({ context, input }) => startImport(context.ctx, input)),
  undo: outsideTransaction.listeningImports.undo.handler(({ context, input }) =>
    undoImport(context.run, input.id),
  ),
}
