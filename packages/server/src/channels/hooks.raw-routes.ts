/** `POST /hooks/:token`, or with the kind of the event behind it: store first, answer second, read third. */
import { Buffer } from 'node:buffer'
import { and, eq } from 'drizzle-orm'
import { problemResponse } from '../platform/http/problem.ts'
import type { RawCall, RawRoute } from '../platform/http/raw-route.ts'
import { sha256 } from '../platform/files.ts'
import { newId } from '../platform/ids.ts'
import type { Platform } from '../platform/platform.ts'
import { throttleOf } from '../platform/throttle.ts'
import type { Channel, RawEvent, VerifyOutcome, Words } from './channel.ts'
import type { OpenChannel } from './channel-rows.ts'
import { inboundEvents } from './channels.table.ts'
import { hookSecret } from './hook-secret.ts'
import { findHookChannel, wasHookLately } from './hook-tokens.ts'
import { readBody, storeEvent } from './ledger.ts'
import { wakeSoon } from './wake.ts'

/** What is kept of a request beside its body. */
const keptHeaders = ['content-type', 'user-agent', 'idempotency-key', 'otklik-signature']

const maxBody = 1024 * 1024

export const hookRoutes: RawRoute[] = [
  { method: 'POST', path: '/hooks/:token', access: 'public', maxBody, handle: receivePush },
  // For services that append the kind of the event to the address.
  { method: 'POST', path: '/hooks/:token/:tail{.+}', access: 'public', maxBody, handle: receivePush },
  { method: 'GET', path: '/hooks/:token', access: 'public', handle: confirmAddress },
]

interface Door {
  channel: OpenChannel
  connector: Channel
  /** The same words for a wrong address and a wrong secret: nobody learns which addresses exist. */
  unknownAddress: () => Response
}

/** Who is behind the address; an answer when nobody is. */
async function findDoor(call: RawCall): Promise<Door | Response> {
  const { platform } = call
  const token = call.params['token'] ?? ''
  const guesses = throttleOf(platform, guessing)
  const { ip } = call.http.info
  if (guesses.isOver(ip) && !wasHookLately(platform, token)) return tooManyGuesses()
  const unknownAddress = () => {
    guesses.count(ip)
    return problemResponse(404, 'NOT_FOUND', 'There is no such address')
  }
  const channel = await findHookChannel(platform, token)
  const connector = channel?.connector.channel
  if (!channel || !connector || connector.manifest.receives === 'poll') return unknownAddress()
  if (call.params['tail'] !== undefined && !connector.manifest.hookTails) return unknownAddress()
  return { channel, connector, unknownAddress }
}

async function confirmAddress(call: RawCall): Promise<Response> {
  const door = await findDoor(call)
  if (door instanceof Response) return door
  const answer = door.connector.confirm?.(call.http.url.searchParams, door.channel.config) ?? null
  if (answer === null) return door.unknownAddress()
  return new Response(answer, { headers: { 'content-type': 'text/plain; charset=utf-8' } })
}

async function receivePush(call: RawCall): Promise<Response> {
  const { platform } = call
  // Read whole before the answer: the sender must not see a refusal while it still writes.
  const body = new Uint8Array(await call.request.arrayBuffer())
  const door = await findDoor(call)
  if (door instanceof Response) return door
  const { channel, connector, unknownAddress } = door
  const now = platform.clock.now()
  const verdict =
    connector.verify?.(
      {
        headers: call.http.headers,
        body,
        query: call.http.url.searchParams,
        ip: call.http.info.ip,
        now,
        secret: hookSecret(platform, channel.row),
        memory: channel.row.memory,
      },
      channel.config,
    ) ?? acceptInSilence
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
  const complaint = connector.complain?.(raw, channel.config)
  if (complaint) {
    const id = await keepRefused(platform, channel, raw, complaint)
    return problemResponse(400, 'BAD_EVENT', `${complaint.en} (kept as ${id})`)
  }
  const { workspaceId, id: channelId } = channel.row
  const stored = await storeEvent(platform, workspaceId, {
    ...raw,
    channelId,
    dedupKey: connector.dedupKey?.(raw, channel.config) ?? sha256(body),
  })
  if (stored.known && connector.namedBySender?.(raw)) {
    const first = await readStoredBody(platform, workspaceId, stored.id)
    if (!first.equals(body)) return refuseReuse(platform, channel, raw)
  }
  // The event is safe; if the call to the workers fails, the sweep finds it.
  if (!stored.known)
    await wakeSoon(platform, { workspaceId, channelId }).catch((error: unknown) =>
      platform.log.warn({ err: error }, 'workers were not called'),
    )
  const { answer } = verdict
  return answer
    ? new Response(answer.body, { headers: { 'content-type': answer.contentType } })
    : Response.json({ id: stored.id, repeated: stored.known })
}

const acceptInSilence: VerifyOutcome = { kind: 'accept' }

const reused: Words = {
  ru: 'Этот Idempotency-Key уже был с другим телом: отправьте с новым ключом',
  en: 'This Idempotency-Key was used with another body; choose a new key',
}

async function refuseReuse(platform: Platform, channel: OpenChannel, raw: RawEvent): Promise<Response> {
  const id = await keepRefused(platform, channel, raw, reused)
  return problemResponse(422, 'INVALID', `${reused.en} (kept as ${id})`, {
    fields: { 'idempotency-key': 'reused' },
  })
}

/** Parked under a name of its own: the sender may correct the body and send it with the same key. Once, however often it is repeated. */
async function keepRefused(
  platform: Platform,
  channel: OpenChannel,
  raw: RawEvent,
  parked: Words,
): Promise<string> {
  const { workspaceId, id: channelId } = channel.row
  const dedupKey = `refused:${sha256(raw.body)}`
  return (await storeEvent(platform, workspaceId, { ...raw, channelId, dedupKey, parked })).id
}

async function readStoredBody(platform: Platform, workspaceId: string, id: string): Promise<Buffer> {
  const [row] = await platform.database.inWorkspace(workspaceId, (db) =>
    db
      .select({ workspaceId: inboundEvents.workspaceId, id: inboundEvents.id, body: inboundEvents.body })
      .from(inboundEvents)
      .where(and(eq(inboundEvents.workspaceId, workspaceId), eq(inboundEvents.id, id))),
  )
  if (!row) throw new Error(`event ${id} is gone`)
  return Buffer.from(await readBody(platform, row))
}

/** An address a hook came to lately is let through whoever else sends from there: pushes of a working hook are never held up. */
const guessing = { name: 'hooks', max: 200, windowMs: 10_000 }

function tooManyGuesses(): Response {
  const answer = problemResponse(429, 'TOO_MANY_REQUESTS', 'Too many unknown addresses; wait ten seconds')
  answer.headers.set('retry-after', '10')
  return answer
}

function keptMeta(call: RawCall): Record<string, string> {
  const entries = [
    ...keptHeaders.map((name) => [name, call.http.headers.get(name)] as const),
    ['path', call.params['tail'] ?? null] as const,
    ['ip', call.http.info.ip] as const,
  ]
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (value === null ? [] : [[name, value.slice(0, 500)]])),
  )
}
