/** The only door to oRPC on the contract side: an endpoint is a permission, a route, an input and an output. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import type { Permission } from './permissions.ts'

/** `public`: anybody. `signedIn`: any account, no workspace needed. Otherwise a right inside the workspace of the request. */
export type Access = Permission | 'public' | 'signedIn' | 'member'

export interface EndpointMeta extends Record<string, unknown> {
  access: Access
}

export interface EndpointRoute {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: `/${string}`
  summary: string
  tag: string
}

/** Errors every endpoint may give. `data` of the input errors names the fields. */
const commonErrors = {
  UNAUTHORIZED: { status: 401, message: 'Sign in first' },
  FORBIDDEN: { status: 403, message: 'Your role does not allow this' },
  NOT_FOUND: { status: 404, message: 'There is no such thing here' },
  CONFLICT: { status: 409, message: 'Somebody changed this meanwhile; reload and try again' },
  INVALID: {
    status: 422,
    message: 'Something in the request is wrong',
    data: z.object({ fields: z.record(z.string(), z.string()) }).optional(),
  },
} as const

/** For doors that anybody may knock at. */
export const throttled = {
  TOO_MANY_REQUESTS: { status: 429, message: 'Too many attempts from your address; wait a minute' },
} as const

const base = oc.$meta<EndpointMeta>({ access: 'member' }).errors(commonErrors)

export function endpoint(access: Access, route: EndpointRoute) {
  const { tag, ...rest } = route
  return base.meta({ access }).route({ ...rest, tags: [tag], inputStructure: 'compact' })
}

/** Lists are keyset-paged: ask again with `cursor` until `nextCursor` is null. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() })
}

export const PageInput = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const Id = z.uuid()
export const ById = z.object({ id: Id })
/** ISO 8601 with zone. */
export const Timestamp = z.iso.datetime({ offset: true })
export const Ok = z.object({ ok: z.literal(true) })
/** Query strings carry lists as `a,b,c` or repeated keys. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',').filter(Boolean) : value),
    z.array(item),
  )
}
/** Query strings carry booleans as words. */
export const Flag = z.preprocess(
  (value) => (value === 'true' || value === '1' ? true : value === 'false' || value === '0' ? false : value),
  z.boolean(),
)
