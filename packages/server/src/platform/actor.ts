/** Who acts: every change is signed by one of these. */
import { roleAllows, type ActorBrief, type Permission, type Role } from '@otklik/contract'

export type Actor =
  | { kind: 'member'; memberId: string; userId: string; role: Role; name: string }
  | { kind: 'apiKey'; apiKeyId: string; name: string; scopes: readonly Permission[] }
  /** The program itself: intake, timers, rules. `name` says which part. */
  | { kind: 'system'; name: string }

export function actorMay(actor: Actor, permission: Permission): boolean {
  if (actor.kind === 'member') return roleAllows(actor.role, permission)
  if (actor.kind === 'apiKey') return actor.scopes.includes(permission)
  return true
}

export function actorBrief(actor: Actor): ActorBrief {
  if (actor.kind === 'member') return { kind: 'member', id: actor.memberId, name: actor.name }
  if (actor.kind === 'apiKey') return { kind: 'apiKey', id: actor.apiKeyId, name: actor.name }
  return { kind: 'system', id: null, name: actor.name }
}

/** The colleague acting; undefined for keys and the program. */
export function actingMemberId(actor: Actor): string | undefined {
  return actor.kind === 'member' ? actor.memberId : undefined
}
