/** `openapi`: prints the OpenAPI 3.1 document without starting anything. */
import { Command } from 'commander'
import { buildOpenApi } from '../platform/http/openapi.ts'
import type { RawRoute } from '../platform/http/raw-route.ts'
import { version } from '../platform/version.ts'

export function openApiCommand(rawRoutes: readonly RawRoute[]): Command {
  return new Command('openapi').description('Print the OpenAPI document of the API').action(async () => {
    process.stdout.write(`${JSON.stringify(await buildOpenApi(rawRoutes, version), null, 2)}\n`)
  })
}
