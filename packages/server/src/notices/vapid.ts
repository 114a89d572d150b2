/** The key pair by which push services know this installation: made once, the secret half sealed. */
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Platform } from '../platform/platform.ts'
import { installation } from '../workspaces/workspaces.table.ts'

const Keys = z.object({ publicKey: z.string(), privateKey: z.string() })
export type VapidKeys = z.infer<typeof Keys>

const name = 'vapid'
const known = new WeakMap<Platform, VapidKeys>()

/** A change of keys would end every subscription, so they are kept with the installation and go with its backup. */
export async function vapidKeys(platform: Platform): Promise<VapidKeys> {
  const keys = known.get(platform) ?? (await readKeys(platform)) ?? (await makeKeys(platform))
  known.set(platform, keys)
  return keys
}

async function readKeys(platform: Platform): Promise<VapidKeys | undefined> {
  const [row] = await platform.database.owner.select().from(installation).where(eq(installation.key, name))
  return row ? Keys.parse(JSON.parse(platform.vault.open(row.value, name))) : undefined
}

/** Of two processes that make them at once the first one's stay. */
async function makeKeys(platform: Platform): Promise<VapidKeys> {
  const { default: webpush } = await import('web-push')
  const value = platform.vault.seal(JSON.stringify(webpush.generateVAPIDKeys()), name)
  await platform.database.owner.insert(installation).values({ key: name, value }).onConflictDoNothing()
  const keys = await readKeys(platform)
  if (!keys) throw new Error('the push keys were not kept')
  return keys
}
