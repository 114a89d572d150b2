/** The small picture of a linked screenshot, fetched where it is possible (R029). */
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { keepFile, prepareFile } from '../files/index.ts'
import { AppError } from '../platform/errors.ts'
import { defineJob } from '../platform/jobs.ts'
import { fetchOutbound } from '../platform/outbound-fetch.ts'
import type { Platform } from '../platform/platform.ts'
import { proofs } from './proofs.table.ts'

const maxPicture = 10 * 1024 * 1024
const maxPage = 256 * 1024

export const previewLink = defineJob({
  name: 'proofs.preview-link',
  payload: z.object({ workspaceId: z.uuid(), proofId: z.uuid() }),
  retries: 2,
  handle: async (platform, { workspaceId, proofId }) => {
    const scope = { workspaceId, actor: { kind: 'system' as const, name: 'proofs' } }
    const link = await platform.inWorkspace(scope, async (ctx) => {
      const [row] = await ctx.db
        .select()
        .from(proofs)
        .where(and(eq(proofs.workspaceId, workspaceId), eq(proofs.id, proofId)))
      return row?.thumbnailFileId ? null : (row?.link ?? null)
    })
    const picture = link ? await findPicture(platform, link) : null
    if (!picture) return
    const prepared = await prepareFile(platform, workspaceId, { name: 'preview', content: picture })
    if (!prepared.thumbnail) return
    await platform.inWorkspace(scope, async (ctx) => {
      const file = await keepFile(ctx, prepared)
      const [row] = await ctx.db
        .update(proofs)
        .set({ thumbnailFileId: file.thumbnailFileId })
        .where(and(eq(proofs.workspaceId, workspaceId), eq(proofs.id, proofId)))
        .returning({ interestId: proofs.interestId })
      if (row)
        await ctx.events.emit({
          type: 'interest.changed',
          data: { interestId: row.interestId, changed: ['proofs'] },
        })
    })
  },
})

/** The picture itself, or the one a page names for previews (`og:image`). Null where there is none or the place is closed to us. */
async function findPicture(platform: Platform, link: string): Promise<Uint8Array | null> {
  const first = await tryFetch(platform, link, maxPicture)
  if (!first) return null
  if (first.type.startsWith('image/')) return first.body
  if (!first.type.startsWith('text/html')) return null
  const html = Buffer.from(first.body.subarray(0, maxPage)).toString('utf8')
  // Bounded: a page of thousands of unclosed tags would be read for minutes.
  const named = /<meta[^>]{1,500}property=["']og:image["'][^>]{1,500}content=["']([^"']{1,2000})["']/i.exec(
    html,
  )?.[1]
  if (!named || !URL.canParse(named, link)) return null
  const second = await tryFetch(platform, new URL(named, link).href, maxPicture)
  return second?.type.startsWith('image/') ? second.body : null
}

async function tryFetch(
  platform: Platform,
  url: string,
  maxBytes: number,
): Promise<{ body: Uint8Array; type: string } | null> {
  try {
    const answer = await fetchOutbound(platform.outbound, { url, maxBytes, timeoutMs: 10_000, redirects: 3 })
    return answer.status === 200 ? { body: answer.body, type: answer.headers['content-type'] ?? '' } : null
  } catch (error) {
    // A place that is closed, too large or inside our network has no preview; the link itself stays.
    if (error instanceof AppError) return null
    throw error
  }
}
