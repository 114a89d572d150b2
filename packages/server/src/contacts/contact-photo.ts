/** A person's photo, fetched once, made small and anew from its pixels, and kept in the file store. */
import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import { AppError } from '../platform/errors.ts'
import { fetchOutbound } from '../platform/outbound-fetch.ts'
import type { Platform } from '../platform/platform.ts'
import { contacts } from './contacts.table.ts'

const maxBytes = 3 * 1024 * 1024
const maxPixels = 40_000_000
const side = 96
/** A place that gave no picture is not asked again for so long; a restart may ask sooner. */
const restMs = 6 * 3600_000

const maxResting = 10_000

const resting = new Map<string, number>()

/** Address under which the page shows the photo; null when the source gave none. */
export function contactPhotoUrl(
  workspaceId: string,
  contactId: string | null,
  source: string | null,
): string | null {
  if (!contactId || !source) return null
  return `/api/v1/contacts/${contactId}/photo?workspace=${workspaceId}&v=${nameOf(source).slice(0, 8)}`
}

/** Null when there is none, or the place behind the link gives no picture. */
export async function readContactPhoto(
  run: <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>,
  platform: Platform,
  contact: { workspaceId: string; id: string },
): Promise<Uint8Array | null> {
  const source = await run((ctx) => findSource(ctx, contact.id))
  if (!source) return null
  const key = `${contact.workspaceId}/photos/${nameOf(source)}`
  if (await platform.files.exists(key)) return platform.files.get(key)
  const now = platform.clock.now().getTime()
  if ((resting.get(key) ?? 0) > now) return null
  const photo = await fetchPhoto(platform, source)
  if (photo) await platform.files.put(key, photo)
  else letRest(key, now + restMs)
  return photo
}

/** The place asked longest ago is forgotten first; to ask it once more costs one request. */
function letRest(key: string, until: number): void {
  resting.delete(key)
  const [oldest] = resting.size >= maxResting ? resting.keys() : []
  if (oldest !== undefined) resting.delete(oldest)
  resting.set(key, until)
}

async function findSource(ctx: Ctx, id: string): Promise<string | null> {
  const [row] = await ctx.db
    .select({ photoUrl: contacts.photoUrl })
    .from(contacts)
    .where(and(eq(contacts.workspaceId, ctx.workspaceId), eq(contacts.id, id)))
  return row?.photoUrl ?? null
}

async function fetchPhoto(platform: Platform, url: string): Promise<Uint8Array | null> {
  try {
    const answer = await fetchOutbound(platform.outbound, { url, maxBytes, timeoutMs: 8000, redirects: 2 })
    if (answer.status !== 200) return null
    // Loaded at the first photo: the library is heavy and many installations need it late.
    const { default: sharp } = await import('sharp')
    return await sharp(answer.body, { limitInputPixels: maxPixels, failOn: 'error' })
      .rotate()
      .resize({ width: side, height: side, fit: 'cover' })
      .webp({ quality: 80 })
      .toBuffer()
  } catch (error) {
    // Closed, too large, inside our network, or no picture: the page shows initials.
    platform.log.debug({ code: error instanceof AppError ? error.code : 'not a picture' }, 'no photo')
    return null
  }
}

function nameOf(source: string): string {
  return createHash('sha256').update(source).digest('hex').slice(0, 32)
}
