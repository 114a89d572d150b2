/** The bytes of an event as they came: always a download, never shown by the browser. */
import { recordAudit } from '../audit/index.ts'
import { actorMay } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { notFound } from '../platform/errors.ts'
import type { RawRoute } from '../platform/http/raw-route.ts'
import { getChannelRow } from './channel-rows.ts'
import { getEvent } from './channel-events.ts'
import { readBody } from './ledger.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export const channelRawRoutes: RawRoute[] = [
  {
    method: 'GET',
    path: '/api/v1/channels/:id/events/:eventId/raw',
    access: 'channels.manage',
    handle: async ({ platform, params, run }) => {
      const { id = '', eventId = '' } = params
      const row = await run(async (ctx) => {
        await getChannelRow(ctx, uuid.test(id) ? id : emptyId)
        const event = await getEvent(ctx, id, uuid.test(eventId) ? eventId : emptyId)
        if (event.outcome?.ignored === 'secret') await openSecret(ctx, event.id)
        return event
      })
      return new Response(Buffer.from(await readBody(platform, row)), {
        headers: {
          'content-type': 'text/plain; charset=utf-8',
          'content-disposition': `attachment; filename="event-${row.id}.txt"`,
          'x-content-type-options': 'nosniff',
          'cache-control': 'private, no-store',
        },
      })
    },
  },
]

/** A letter with a login code is no less secret here than among the letters. */
async function openSecret(ctx: Ctx, eventId: string): Promise<void> {
  if (!actorMay(ctx.actor, 'letters.secret')) throw notFound('There is no such event in this channel')
  await recordAudit(ctx, { action: 'letter.secret_read', object: { kind: 'letter', id: eventId } })
}

const emptyId = '00000000-0000-0000-0000-000000000000'
