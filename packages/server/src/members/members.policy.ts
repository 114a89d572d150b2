import type { Role } from '@otklik/contract'
import type { Actor } from '../platform/actor.ts'

/** Owners are made and changed by owners alone; everybody else by whoever manages members. */
export function mayRule(actor: Actor, role: Role): boolean {
  if (role !== 'owner' || actor.kind === 'system') return true
  return actor.kind === 'member' && actor.role === 'owner'
}
