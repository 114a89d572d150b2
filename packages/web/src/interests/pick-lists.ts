/** What one picks from: colleagues who can answer, the product catalogue, saved views. */
import type { Member, MemberBrief } from '@otklik/contract'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'

export const teamQuery = queryOptions({ queryKey: ['members', 'list'], queryFn: () => api.members.list() })

export function catalogueQuery(q: string) {
  return queryOptions({
    queryKey: ['products', 'pick', q],
    queryFn: ({ signal }) =>
      api.products.list({ limit: 100, archived: false, ...(q !== '' && { q }) }, { signal }),
  })
}

export const viewsQuery = queryOptions({ queryKey: ['views', 'list'], queryFn: () => api.views.list() })

const answering = new Set(['owner', 'administrator', 'head', 'manager'])

/** Who may be made responsible; those present first. */
export function assignable(members: readonly Member[]): Member[] {
  return members
    .filter((member) => member.disabledAt === null && answering.has(member.role))
    .sort((a, b) => Number(isAway(a)) - Number(isAway(b)) || a.name.localeCompare(b.name))
}

export function isAway({ presence, absentUntil }: Member): boolean {
  return presence === 'away' || (absentUntil !== null && new Date(absentUntil) > new Date())
}

export function briefOf({ id, name, photoUrl, role }: Member): MemberBrief {
  return { id, name, photoUrl, role }
}
