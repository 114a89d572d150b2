import { rolePermissions, type Role } from '@otklik/contract'
import { actorMay, type Actor } from '../platform/actor.ts'

/** Owners are made and changed by owners alone; everybody else by whoever manages members. */
export function mayRule(actor: Actor, role: Role): boolean {
  if (role !== 'owner' || actor.kind === 'system') return true
  return actor.kind === 'member' && actor.role === 'owner'
}

/** Nobody hands out more than they have: a role that may do what the person, or the key, may not is not theirs to give. */
export function mayGive(actor: Actor, role: Role): boolean {
  return mayRule(actor, role) && rolePermissions[role].every((permission) => actorMay(actor, permission))
}
