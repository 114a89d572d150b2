/** The OpenAPI 3.1 document of the whole API, made from the contract and the list of raw routes. */
import * as words from '@otklik/contract'
import { contract, type Access } from '@otklik/contract'
import { OpenAPIGenerator, type OpenAPI } from '@orpc/openapi'
import { isContractProcedure, type AnyContractProcedure } from '@orpc/contract'
import { z } from 'zod'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import type { RawRoute } from './raw-route.ts'

const about = `Everything the interface of Otklik does is done through this API.

**Signing in.** Programs send \`Authorization: Bearer otk_…\` (a key belongs to one workspace and carries scopes). Browsers use the session cookie and name the workspace in the header \`otklik-workspace\`.

**Lists** are paged by key: ask again with \`cursor\` until \`nextCursor\` is null.

**Errors** have the shape \`{code, status, message, data}\`; the message says what to do next, \`data.fields\` names wrong fields.`

const cookieOrKey = [{ apiKey: [] }, { session: [] }]

export async function buildOpenApi(
  rawRoutes: readonly RawRoute[],
  version: string,
): Promise<OpenAPI.Document> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  const document = await generator.generate(contract, {
    info: { title: 'Otklik', version, description: about, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/api/v1' }],
    security: cookieOrKey,
    commonSchemas: namedSchemas(),
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'A key made in the settings: otk_…' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'otklik.session_token',
          description: 'Set by signing in under /api/auth',
        },
      },
    },
  })
  for (const place of listEndpoints(contract)) markAccess(document, place)
  for (const route of rawRoutes) addRawPath(document, route)
  return document
}

/** Shapes the contract exports get their names in the document, so that a generated client has them as types. */
function namedSchemas() {
  const shapes = Object.entries(words).flatMap(([name, value]) =>
    value instanceof z.ZodObject ? [[name, { schema: value, strategy: 'output' as const }] as const] : [],
  )
  return { ...Object.fromEntries(shapes), UnknownError: { error: 'UndefinedError' as const } }
}

export interface EndpointPlace {
  /** `members.update`. */
  name: string
  method: string
  path: string
  access: Access
  input: z.ZodType | undefined
}

/** Every endpoint of the contract with its route, access and input. */
export function listEndpoints(node: object, prefix = ''): EndpointPlace[] {
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) => {
    const name = prefix === '' ? key : `${prefix}.${key}`
    if (isContractProcedure(value)) return [placeOf(name, value)]
    return typeof value === 'object' && value !== null ? listEndpoints(value, name) : []
  })
}

const Meta = z.object({ access: z.custom<Access>((word) => typeof word === 'string') })

function placeOf(name: string, procedure: AnyContractProcedure): EndpointPlace {
  const { route, meta, inputSchema } = procedure['~orpc']
  return {
    name,
    method: route.method ?? 'POST',
    path: route.path ?? '/',
    access: Meta.parse(meta).access,
    input: inputSchema instanceof z.ZodType ? inputSchema : undefined,
  }
}

function markAccess(document: OpenAPI.Document, place: EndpointPlace): void {
  const operation = document.paths?.[place.path]?.[methodKey(place.method)]
  if (!operation) throw new Error(`the document lacks ${place.method} ${place.path}`)
  Object.assign(operation, describeAccess(place.access))
}

function describeAccess(access: Access) {
  if (access === 'public') return { security: [], 'x-access': access }
  if (access === 'signedIn') return { security: [{ session: [] }], 'x-access': access }
  return { security: cookieOrKey, 'x-access': access }
}

/** Uploads, downloads, streams and hooks: bytes instead of JSON. */
function addRawPath(document: OpenAPI.Document, route: RawRoute): void {
  const names = [...route.path.matchAll(/:(\w+)/g)].flatMap((match) => match[1] ?? [])
  const path = route.path.replaceAll(/:(\w+)(\{[^}]*\})?/g, '{$1}')
  const outside = !path.startsWith('/api/v1')
  const key = outside ? path : path.slice('/api/v1'.length)
  const paths = (document.paths ??= {})
  paths[key as `/${string}`] = {
    ...paths[key as `/${string}`],
    ...(outside && { servers: [{ url: '/' }] }),
    [methodKey(route.method)]: {
      tags: ['Files and streams'],
      summary: `${route.method} ${path}`,
      parameters: names.map((name) => ({
        name,
        in: 'path' as const,
        required: true,
        schema: { type: 'string' as const },
      })),
      responses: { 200: { description: 'OK', content: { '*/*': {} } } },
      ...describeAccess(route.access),
    },
  }
}

type MethodKey = 'get' | 'post' | 'put' | 'patch' | 'delete'

function methodKey(method: string): MethodKey {
  return method.toLowerCase() as MethodKey
}
