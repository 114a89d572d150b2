import { inWorkspace } from '../platform/http/api.ts'
import { getAttribution } from './attribution.ts'
import { getJointReport } from './joint-report.ts'
import { listReportRows } from './report-rows.ts'

const route = inWorkspace.reports

export const reportRoutes = {
  joint: route.joint.handler(({ context, input }) => getJointReport(context.ctx, input)),
  attribution: route.attribution.handler(({ context, input }) => getAttribution(context.ctx, input)),
  rows: route.rows.handler(({ context, input }) => listReportRows(context.ctx, input)),
}
