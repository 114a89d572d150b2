/** What a backup file says of itself. The first member tells how to read it, the last one what it must hold. */
import { z } from 'zod'

export const backupFormat = 1

/** First member. */
export const About = z.object({
  format: z.number().int(),
  program: z.string(),
  madeAt: z.string(),
  /** Version of the database it was taken from; for people, restoring does not depend on it. */
  postgres: z.string(),
  migrations: z.array(z.object({ name: z.string(), hash: z.string() })),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
  /** `file`: the key travels inside; `environment`: the same OTKLIK_SECRET is needed. */
  key: z.enum(['file', 'environment']),
  /** Opens only with the right key. */
  keyCheck: z.string(),
})
export type About = z.infer<typeof About>

/** Last member: a file cut short has none. */
export const Manifest = z.object({
  rows: z.record(z.string(), z.number().int()),
  members: z.record(z.string(), z.object({ size: z.number().int(), sha256: z.string() })),
  /** Stored files that rows name and the store had lost already. */
  missing: z.array(z.string()),
})
export type Manifest = z.infer<typeof Manifest>

export const aboutName = 'about.json'
export const manifestName = 'manifest.json'
export const keyName = 'secret.key'
export const keyPurpose = 'backup'
export const keyWords = 'otklik backup'

/** `tables/interests/000001.copy` -> `interests`. */
export function tableOf(member: string): string | null {
  return /^tables\/([a-z_0-9]+)\/\d+\.copy$/.exec(member)?.[1] ?? null
}

/** `files/<workspace>/<xx>/<id>` -> the key in the store. */
export function fileOf(member: string): string | null {
  return /^files\/([0-9a-f-]{36}\/[^/]{2}\/[0-9a-f-]{36})$/.exec(member)?.[1] ?? null
}
