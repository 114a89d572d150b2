/** Keys of programs: each with its own scopes, shown once. */
import { z } from 'zod'
import { ById, endpoint, Id, Ok, Timestamp } from './endpoint.ts'
import { permissions, type Permission } from './permissions.ts'

const tag = 'API keys'

const permissionNames = Object.keys(permissions) as [Permission, ...Permission[]]

export const ApiKey = z.object({
  id: Id,
  name: z.string(),
  /** First characters, to tell keys apart. */
  prefix: z.string(),
  scopes: z.array(z.enum(permissionNames)),
  createdBy: z.string().nullable(),
  createdAt: Timestamp,
  lastUsedAt: Timestamp.nullable(),
  revokedAt: Timestamp.nullable(),
})
export type ApiKey = z.infer<typeof ApiKey>

export const ApiKeyInput = z.object({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(z.enum(permissionNames)).min(1).max(permissionNames.length),
})
export type ApiKeyInput = z.infer<typeof ApiKeyInput>

export const apiKeys = {
  list: endpoint('apiKeys.manage', {
    method: 'GET',
    path: '/api-keys',
    summary: 'Keys, working and revoked',
    tag,
  }).output(z.object({ items: z.array(ApiKey) })),
  create: endpoint('apiKeys.manage', {
    method: 'POST',
    path: '/api-keys',
    summary: 'Make a key; the answer shows it once',
    tag,
  })
    .input(ApiKeyInput)
    .output(ApiKey.extend({ secret: z.string() })),
  revoke: endpoint('apiKeys.manage', {
    method: 'DELETE',
    path: '/api-keys/{id}',
    summary: 'Stop a key at once',
    tag,
  })
    .input(ById)
    .output(Ok),
}
