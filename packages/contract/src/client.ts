/** The typed client of the public API: web, extension and tests call the same REST wire as everybody else. */
import { createORPCClient, isDefinedError, ORPCError } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import type { contract } from './contract.ts'

export type OtklikContract = typeof contract
export type OtklikClient = ContractRouterClient<OtklikContract>

export interface ClientOptions {
  /** Origin of the server: `http://127.0.0.1:3000`. */
  url: string
  /** Headers of each call: workspace, API key, request id. */
  headers?: () => Record<string, string>
  fetch?: (request: Request, init: { redirect?: Request['redirect'] }) => Promise<Response>
}

/**
 * A client over the routes it is given. Calls need only methods and paths, so the interface passes the contract without
 * its schemas; everybody else takes `createOtklikClient`.
 */
export function createClientOf(routes: OtklikContract, options: ClientOptions): OtklikClient {
  const link = new OpenAPILink(routes, {
    url: `${options.url}/api/v1`,
    headers: () => options.headers?.() ?? {},
    fetch: options.fetch ?? ((request, init) => fetch(request, { ...init, credentials: 'include' })),
  })
  return createORPCClient(link)
}

export interface ApiProblem {
  code: string
  status: number
  message: string
  data: unknown
}

/** Reads what the server said of a failed call; undefined when the failure is not the server's word (no network). */
export function readProblem(error: unknown): ApiProblem | undefined {
  if (!(error instanceof ORPCError)) return undefined
  return { code: error.code, status: error.status, message: error.message, data: error.data }
}

export { isDefinedError }
