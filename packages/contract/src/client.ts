/** The typed client of the public API: web, extension and tests call the same REST wire as everybody else. */
import { createORPCClient, isDefinedError, ORPCError } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { contract } from './contract.ts'

export type OtklikClient = ContractRouterClient<typeof contract>

export interface ClientOptions {
  /** Origin of the server: `http://127.0.0.1:3000`. */
  url: string
  /** Headers of each call: workspace, API key, request id. */
  headers?: () => Record<string, string>
  fetch?: (request: Request, init: { redirect?: Request['redirect'] }) => Promise<Response>
}

export function createOtklikClient(options: ClientOptions): OtklikClient {
  const link = new OpenAPILink(contract, {
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
