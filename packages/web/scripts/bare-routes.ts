/**
 * Puts the methods and paths of the API into the bundle in place of the whole contract: the server checks what is sent,
 * so the browser need not load the schemas. Read from the contract at every build, hence never stale.
 */
import { join } from 'node:path'
import { contract } from '@otklik/contract'
import type { Plugin } from 'vite'

const replaced = join(import.meta.dirname, '../src/api/routes.ts')

/** In development the whole contract is served, so that a changed endpoint is picked up at once. */
export function bareRoutes(): Plugin {
  return {
    name: 'otklik:bare-routes',
    apply: 'build',
    load: {
      filter: { id: /routes\.ts$/ },
      handler: (id) => (id === replaced ? `export const routes = ${JSON.stringify(strip(contract))}` : null),
    },
  }
}

/** The shape the client walks: nouns, verbs, and at the end of each the route. */
function strip(router: object): object {
  if ('~orpc' in router) return { '~orpc': bareProcedure(router['~orpc']) }
  return Object.fromEntries(Object.entries(router).map(([name, part]) => [name, strip(part)]))
}

function bareProcedure(procedure: unknown): object {
  const { method, path, inputStructure, outputStructure } = routeOf(procedure)
  return { errorMap: {}, meta: {}, route: { method, path, inputStructure, outputStructure } }
}

function routeOf(procedure: unknown): Record<string, unknown> {
  const route =
    typeof procedure === 'object' && procedure !== null && 'route' in procedure ? procedure.route : undefined
  if (typeof route !== 'object' || route === null) throw new Error('an endpoint of the contract has no route')
  return Object.fromEntries(Object.entries(route))
}
