import type { AuditFilter } from '@otklik/contract'
import type { AuditSearch } from './audit-search.ts'

/** The days of the address bar as moments; `to` includes its whole day. */
export function toFilter(search: AuditSearch): AuditFilter {
  const { from, to, actorId, ...rest } = search
  const filter: AuditFilter = { ...rest }
  if (actorId === 'system' || actorId === 'apiKey') filter.actorKind = actorId
  else if (actorId !== undefined) filter.actorId = actorId
  const start = dayStart(from, 0)
  const end = dayStart(to, 1)
  if (start) filter.from = start
  if (end) filter.to = end
  return filter
}

/** A link to the file: the workspace goes in the address, since a link sends no headers. */
export function exportUrl(search: AuditSearch, workspaceId: string | undefined): string {
  const values = { ...toFilter(search), ...(workspaceId !== undefined && { workspace: workspaceId }) }
  const present = Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return `/api/v1/audit/export.csv?${new URLSearchParams(present)}`
}

function dayStart(day: string | undefined, plusDays: number): string | undefined {
  const moment = new Date(`${day}T00:00`)
  if (day === undefined || Number.isNaN(moment.getTime())) return undefined
  moment.setDate(moment.getDate() + plusDays)
  return moment.toISOString()
}
