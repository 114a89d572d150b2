import { createHash } from 'node:crypto'
import type { Session } from './discussions.ts'
import { foundMeta, type Found } from './found.ts'

/** A crash before the cursor moved finds the same again under the same name; the time of finding is no part of it. */
export async function storeFound(session: Session, name: string, found: Found): Promise<void> {
  const same = JSON.stringify({ ...found, at: null })
  await session.store({
    dedupKey: `${name}:${createHash('sha256').update(same).digest('hex').slice(0, 32)}`,
    body: new TextEncoder().encode(JSON.stringify(found)),
    contentType: 'application/json',
    meta: foundMeta,
    bornAt: null,
  })
}
