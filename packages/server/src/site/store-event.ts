/** A visitor's act into the ledger of the channel: committed before the visitor is told "received". */
import type { SiteEventInput } from '../channels/site/index.ts'
import { storeEvent, wakeSoon } from '../channels/index.ts'
import type { RawCall } from '../platform/http/raw-route.ts'
import type { Site } from './public-channel.ts'

export async function storeSiteEvent(call: RawCall, { row }: Site, event: SiteEventInput): Promise<void> {
  const { platform, http } = call
  const { workspaceId, id: channelId } = row
  const stored = await storeEvent(platform, workspaceId, {
    channelId,
    // Ids are made in the browser: the visitor keeps those of one person from those of another.
    dedupKey: `${event.kind}:${event.visitorId}:${event.id}`,
    body: Buffer.from(JSON.stringify(event)),
    contentType: 'application/json',
    meta: http.info.ip === null ? {} : { ip: http.info.ip },
    receivedAt: platform.clock.now(),
  })
  // The event is safe; if the call to the workers fails, the sweep finds it.
  if (!stored.known)
    await wakeSoon(platform, { workspaceId, channelId }).catch((error: unknown) =>
      platform.log.warn({ err: error }, 'workers were not called'),
    )
}
