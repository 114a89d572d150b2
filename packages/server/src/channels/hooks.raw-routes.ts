/** `POST /hooks/:token`: store first, answer second, read third. */
import { problemResponse } from '../platform/http/problem.ts'
import type { RawCall, RawRoute } from '../platform/http/raw-route.ts'
import { sha256 } from '../platform/files.ts'
import { newId } from '../platform/ids.ts'
import type { RawEvent } from './channel.ts'
import { findHookChannel } from './hook-tokens.ts'
import { storeEvent } from './ledger.ts'
import { wakeSoon } from './wake.ts'

/** What is kept of a request beside its body. */
const keptHeaders = ['content-type', 'user-agent', 'idempotency-key', 'otklik-signature']

export const hookRoutes: RawRoute[] = [
  { method: 'POST', path: '/hooks/:token', access: 'public', maxBody: 1024 * 1024, handle: receivePush },
]

async function receivePush(call: RawCall): Promise<Response> {
  const { platform } = call
  // Read whole before the answer: the sender must not see a refusal while it still writes.
  const body = new Uint8Array(await call.request.arrayBuffer())
  const channel = await findHookChannel(platform, call.params['token'] ?? '')
  const connector = channel?.connector.channel
  if (!channel || !connector || connector.manifest.receives === 'poll') return unknownAddress()
  const now = platform.clock.now()
  const verdict = connector.verify?.(
    { headers: call.http.headers, body, query: call.http.url.searchParams, now },
    channel.config,
  ) ?? { kind: 'accept' }
  if (verdict.kind === 'refuse') return unknownAddress()
  if (verdict.kind === 'handshake')
    return new Response(verdict.body, {
      status: verdict.status,
      headers: { 'content-type': verdict.contentType },
    })
  const raw: RawEvent = {
    id: newId(),
    body,
    contentType: call.http.headers.get('content-type') ?? '',
    meta: keptMeta(call),
    receivedAt: now,
  }
  const complaint = connector.complain?.(raw, channel.config) ?? null
  const { workspaceId, id: channelId } = channel.row
  const stored = await storeEvent(platform, workspaceId, {
    id: raw.id,
    channelId,
    dedupKey: connector.dedupKey?.(raw, channel.config) ?? sha256(body),
    body,
    contentType: raw.contentType,
    meta: raw.meta,
    receivedAt: now,
    ...(complaint && { parked: complaint }),
  })
  if (complaint) return problemResponse(400, 'BAD_EVENT', `${complaint.en} (kept as ${stored.id})`)
  // The event is safe; if the call to the workers fails, the sweep finds it.
  if (!stored.known)
    await wakeSoon(platform, { workspaceId, channelId }).catch((error: unknown) =>
      platform.log.warn({ err: error }, 'workers were not called'),
    )
  return Response.json({ id: stored.id, repeated: stored.known })
}

/** The same words for a wrong address and a wrong secret: nobody learns which addresses exist. */
function unknownAddress(): Response {
  return problemResponse(404, 'NOT_FOUND', 'There is no such address')
}

function keptMeta(call: RawCall): Record<string, string> {
  const entries = keptHeaders.map(
    (name) => [name, call.http.headers.get(name)?.slice(0, 500) ?? null] as const,
  )
  const kept = Object.fromEntries(entries.flatMap(([name, value]) => (value === null ? [] : [[name, value]])))
  return call.http.info.ip === null ? kept : { ...kept, ip: call.http.info.ip }
}
