import { inWorkspace } from '../platform/http/api.ts'
import { listAudit, listAuditWords } from './audit-log.ts'

export const auditRoutes = {
  list: inWorkspace.audit.list.handler(({ context, input }) => {
    const { cursor, limit, ...filter } = input
    return listAudit(context.ctx, filter, { cursor, limit })
  }),
  words: inWorkspace.audit.words.handler(({ context }) => listAuditWords(context.ctx)),
}
