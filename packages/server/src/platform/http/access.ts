/** Who asks, and may they: the answer for every endpoint and every raw route. */
import type { Access } from '@otklik/contract'
import { actorMay, type Actor } from '../actor.ts'
import type { RequestInfo } from '../ctx.ts'
import { AppError } from '../errors.ts'

/** What a request proves about its sender. */
export type Caller =
  | { kind: 'nobody' }
  | { kind: 'user'; userId: string; sessionId: string; name: string; email: string }
  | { kind: 'key'; workspaceId: string; actor: Extract<Actor, { kind: 'apiKey' }> }

/** Given by the slices of members and keys; the platform knows no tables of theirs. */
export interface Authenticator {
  /** Who asks, with a person's place in a workspace: the named one, or the first of theirs. */
  identify(headers: Headers, workspaceId: string | null): Promise<Identified>
  /** The same place for a person who is known already. Null when they have no place there. */
  findMember(userId: string, workspaceId: string | null): Promise<MemberPlace | null>
}

interface MemberPlace {
  workspaceId: string
  actor: Extract<Actor, { kind: 'member' }>
}

export interface Identified {
  caller: Caller
  /** Null when the person has no place there, and for a caller without a workspace. */
  place: { workspaceId: string; actor: Actor } | null
}

export interface HttpRequest {
  headers: Headers
  url: URL
  info: RequestInfo
}

export interface Admitted {
  caller: Caller
  /** Set for endpoints inside a workspace. */
  place: { workspaceId: string; actor: Actor } | null
}

/** The sign-in library reads the client's address from here. */
export const peerAddressHeader = 'otklik-peer-address'
export const workspaceHeader = 'otklik-workspace'

/** Lets the caller in or throws UNAUTHORIZED, FORBIDDEN or NOT_FOUND (a workspace that is not theirs does not exist for them). */
export async function admit(auth: Authenticator, request: HttpRequest, access: Access): Promise<Admitted> {
  const named = request.headers.get(workspaceHeader) ?? request.url.searchParams.get('workspace')
  if (access === 'public') {
    const { caller } = await auth.identify(request.headers, named).catch(() => nobody)
    return { caller, place: null }
  }
  const { caller, place } = await auth.identify(request.headers, named)
  if (caller.kind === 'nobody') throw new AppError('UNAUTHORIZED')
  if (access === 'signedIn') {
    if (caller.kind !== 'user')
      throw new AppError('FORBIDDEN', { message: 'A key cannot do this; sign in as a person' })
    return { caller, place }
  }
  if (!place) throw new AppError('NOT_FOUND', { message: 'There is no such workspace for you' })
  if (access !== 'member' && !actorMay(place.actor, access)) throw new AppError('FORBIDDEN')
  return { caller, place }
}

const nobody: Identified = { caller: { kind: 'nobody' }, place: null }
