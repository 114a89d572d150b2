/** Posts and other things comments stand under: the latest description is kept and completes the cards that came before it. */
import { sql } from 'drizzle-orm'
import { cleanStrings, completeFromObject } from '../interests/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import type { SourceObject } from './channel.ts'
import { channelObjects } from './channel-objects.table.ts'

/** In the order of names, so that two transactions never wait for each other in a circle. */
export async function keepObjects(
  ctx: Ctx,
  channelId: string,
  objects: readonly SourceObject[],
): Promise<void> {
  for (const given of objects.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const object = { ...cleanStrings({ ...given, at: null }), at: given.at }
    const described = {
      title: object.title,
      text: object.text.slice(0, 5000).toWellFormed(),
      url: object.url,
      photoUrl: object.photoUrl,
      at: object.at,
      updatedAt: ctx.now(),
    }
    await ctx.db
      .insert(channelObjects)
      .values({ workspaceId: ctx.workspaceId, id: ctx.newId(), channelId, objectId: object.id, ...described })
      .onConflictDoUpdate({
        target: [channelObjects.workspaceId, channelObjects.objectId],
        set: {
          ...described,
          // A poorer description does not wipe out what a richer one told.
          title: sql`coalesce(excluded.title, ${channelObjects.title})`,
          text: sql`coalesce(nullif(excluded.text, ''), ${channelObjects.text})`,
          url: sql`coalesce(excluded.url, ${channelObjects.url})`,
          photoUrl: sql`coalesce(excluded.photo_url, ${channelObjects.photoUrl})`,
          at: sql`coalesce(excluded.at, ${channelObjects.at})`,
        },
      })
    await completeFromObject(ctx, object)
  }
}
