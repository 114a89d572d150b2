import { createClientOf } from './client.ts'
import type { ClientOptions, OtklikClient } from './client.ts'
import { contract } from './contract.ts'

/** The client for programs that have the whole contract at hand: tests, tools, the demo. */
export function createOtklikClient(options: ClientOptions): OtklikClient {
  return createClientOf(contract, options)
}
