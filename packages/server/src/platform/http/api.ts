/** The server side of the contract: endpoints get a transaction in the workspace, the person and the input, and nothing of HTTP. */
import { contract } from '@otklik/contract'
import { implement, ORPCError } from '@orpc/server'
import type { Ctx } from '../ctx.ts'
import { AppError, errorMessage } from '../errors.ts'
import type { Platform } from '../platform.ts'
import { admit, type Authenticator, type Caller, type HttpRequest } from './access.ts'

/** What the HTTP layer hands to each call. */
export interface ApiContext {
  platform: Platform
  auth: Authenticator
  request: HttpRequest
  /** Cookies to set with the answer. */
  responseHeaders: Headers
}

const root = implement(contract).$context<ApiContext>()

/** Turns expected refusals into the errors the contract declares; the rest is logged and told without details. */
const base = root.use(async ({ context, procedure, next }) => {
  try {
    return await next()
  } catch (error) {
    throw toWireError(error, procedure['~orpc'].errorMap, context)
  }
})

/** Endpoints inside a workspace: `context.ctx` is one transaction with the rights checked. */
export const inWorkspace = base.use(async ({ context, procedure, next }) => {
  const { access } = procedure['~orpc'].meta
  const { place } = await admit(context.auth, context.request, access)
  if (!place) throw new Error(`endpoint ${access} asked for a workspace`)
  const scope = { ...place, request: context.request.info }
  return context.platform.inWorkspace(scope, async (ctx) => next({ context: { ctx } }))
})

/** Endpoints that talk to the network: rights checked, transactions opened by hand through `run`. */
export const outsideTransaction = base.use(async ({ context, procedure, next }) => {
  const { access } = procedure['~orpc'].meta
  const { place } = await admit(context.auth, context.request, access)
  if (!place) throw new Error(`endpoint ${access} asked for a workspace`)
  const scope = { ...place, request: context.request.info }
  const run = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => context.platform.inWorkspace(scope, work)
  return next({ context: { run, workspaceId: place.workspaceId, actor: place.actor } })
})

/** Endpoints of an account: signed in, perhaps without any workspace. */
export const signedIn = base.use(async ({ context, procedure, next }) => {
  const { caller, place } = await admit(context.auth, context.request, procedure['~orpc'].meta.access)
  if (caller.kind !== 'user') throw new AppError('UNAUTHORIZED')
  const user: Extract<Caller, { kind: 'user' }> = caller
  return next({ context: { user, place } })
})

/** Endpoints open to anybody. */
export const openToAll = base.use(async ({ context, procedure, next }) => {
  if (procedure['~orpc'].meta.access !== 'public') throw new Error('this endpoint is not public')
  const { caller } = await admit(context.auth, context.request, 'public')
  return next({ context: { caller } })
})

type ErrorMap = Record<string, { status?: number; message?: string } | undefined>

function toWireError(error: unknown, errorMap: ErrorMap, context: ApiContext): unknown {
  if (error instanceof ORPCError) return error
  if (!(error instanceof AppError)) {
    context.platform.log.error(
      { err: error, requestId: context.request.info.id },
      `request failed: ${errorMessage(error)}`,
    )
    return unavailable(error) ?? error
  }
  const declared = errorMap[error.code]
  return new ORPCError(error.code, {
    defined: declared !== undefined,
    status: declared?.status ?? 422,
    message: error.ownMessage ?? declared?.message ?? error.code,
    data: error.data,
  })
}

/** The database is away for a moment: the client tries again by itself. */
function unavailable(error: unknown): unknown {
  const text = errorMessage(error)
  if (
    !/ECONNREFUSED|ECONNRESET|ENOENT.*s\.PGSQL|terminating connection|Connection terminated|timeout exceeded when trying to connect|shutting down|starting up/i.test(
      text,
    )
  )
    return undefined
  return new ORPCError('SERVICE_UNAVAILABLE', {
    status: 503,
    message: 'The database does not answer; nothing is lost, try again in a moment',
  })
}
