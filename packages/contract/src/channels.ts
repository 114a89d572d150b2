/** Channels: where interests come from (R013, R040 to R046). */
import { z } from 'zod'
import { ById, endpoint, Id, Ok, PageInput, pageOf, Timestamp } from './endpoint.ts'
import { Operation } from './operations.ts'
import { SourceType } from './vocabulary.ts'

const tag = 'Channels'

export const Words = z.object({ ru: z.string(), en: z.string() })

/** What is known of a network in a country: whether it opens there, or what a business must mind. */
export const Availability = z.object({
  network: SourceType,
  /** ISO 3166-1: `RU`. */
  country: z.string().regex(/^[A-Z]{2}$/),
  state: z.enum(['blocked', 'limited', 'open', 'law']),
  since: z.iso.date(),
  words: Words,
  source: z.object({ title: z.string().min(1), url: z.url({ protocol: /^https$/ }) }),
})
export type Availability = z.infer<typeof Availability>

export const ChannelKind = z.object({
  kind: z.string(),
  name: Words,
  about: Words,
  icon: z.string(),
  sourceType: SourceType,
  receives: z.enum(['push', 'poll', 'both']),
  answers: z.boolean(),
  importsHistory: z.boolean(),
  /** Can posts be written there; `textLimit` null where the network names none. */
  publishes: z.object({ textLimit: z.number().int().nullable() }).nullable(),
  /** Can the connection be tried before saving. */
  tests: z.boolean(),
  /** Can the network be asked what the tokens allow. */
  inspects: z.boolean(),
  /** What to send to the hook address and how to sign it; null where nothing is pushed. */
  hook: z
    .object({
      contentType: z.string(),
      body: z.string(),
      signature: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('none') }),
        z.object({ kind: z.literal('hmac'), field: z.string() }),
      ]),
    })
    .nullable(),
  fields: z.array(
    z.object({
      name: z.string(),
      label: Words,
      hint: Words.nullable(),
      type: z.enum(['text', 'secret', 'number', 'boolean', 'select']),
      options: z.array(z.object({ value: z.string(), label: Words })).optional(),
      required: z.boolean(),
      default: z.union([z.string(), z.number(), z.boolean()]).optional(),
      advanced: z.boolean().optional(),
      generate: z.boolean().optional(),
    }),
  ),
})
export type ChannelKind = z.infer<typeof ChannelKind>

/** What the network says the tokens at hand allow. Never assumed for a kind of network. */
export const Inspection = z.object({
  account: z.object({
    id: z.string(),
    name: z.string(),
    url: z.string().nullable(),
    photoUrl: z.string().nullable(),
  }),
  works: z.array(z.string()),
  /** Walls and channels our posts may stand in. */
  publishTo: z.array(z.object({ id: z.string(), name: z.string() })).optional(),
  missing: z.array(z.object({ capability: z.string(), reason: Words, howToFix: Words })),
  /** When a token or a certificate ends. */
  expires: z.array(z.object({ what: Words, at: Timestamp })),
  notices: z.array(Words),
  at: Timestamp,
})
export type Inspection = z.infer<typeof Inspection>

/** A time of which the network kept nothing for us. */
export const ChannelGap = z.object({
  id: Id,
  since: Timestamp,
  until: Timestamp,
  /** The import of history asked for it; null where the network has none. */
  operationId: Id.nullable(),
})
export type ChannelGap = z.infer<typeof ChannelGap>

export const Channel = z.object({
  id: Id,
  kind: z.string(),
  name: z.string(),
  /** `working`, `paused` by a person, `failing` and trying again, `stopped` until a person mends it (password refused). */
  state: z.enum(['working', 'paused', 'failing', 'stopped']),
  /** Values of the form without secrets; a secret is shown as set or not. */
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  secretsSet: z.array(z.string()),
  lastEventAt: Timestamp.nullable(),
  lastCheckedAt: Timestamp.nullable(),
  /** Unusually quiet since then: by the channel's own hours of the week, or by what is known of its network. */
  quietSince: Timestamp.nullable(),
  /** Seconds between the last event's birth and our storing it. */
  lagSeconds: z.number().nullable(),
  problem: z.object({ message: Words, since: Timestamp }).nullable(),
  parkedCount: z.number().int(),
  /** Open ones: nobody has looked yet. */
  gaps: z.array(ChannelGap),
  /** Address for pushes, where the channel takes them. */
  hookUrl: z.string().nullable(),
  inspection: Inspection.nullable(),
  /** What the last upkeep mended or found amiss. */
  note: Words.nullable(),
  createdAt: Timestamp,
})
export type Channel = z.infer<typeof Channel>

const Values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

export const ChannelEvent = z.object({
  id: Id,
  receivedAt: Timestamp,
  state: z.enum(['stored', 'done', 'ignored', 'parked']),
  attempts: z.number().int(),
  /** Why it is parked, in words. */
  error: Words.nullable(),
  /** Why it is not work, for ignored ones. */
  ignored: z.string().nullable(),
  size: z.number().int(),
  contentType: z.string(),
  /** Cards it became. */
  interestIds: z.array(Id),
  /** First bytes of what came, readable. */
  preview: z.string(),
  rawUrl: z.string(),
})
export type ChannelEvent = z.infer<typeof ChannelEvent>

export const channels = {
  kinds: endpoint('channels.read', {
    method: 'GET',
    path: '/channels/kinds',
    summary: 'What can be connected',
    tag,
  }).output(
    z.object({
      items: z.array(ChannelKind.extend({ availability: z.array(Availability) })),
      /** Of the workspace, by its time zone; null where nothing is known of it. */
      country: z.string().nullable(),
      /** When the sources of `availability` were last read. */
      checkedOn: z.iso.date(),
    }),
  ),
  list: endpoint('channels.read', {
    method: 'GET',
    path: '/channels',
    summary: 'Connected channels',
    tag,
  }).output(z.object({ items: z.array(Channel) })),
  get: endpoint('channels.read', { method: 'GET', path: '/channels/{id}', summary: 'One channel', tag })
    .input(ById)
    .output(Channel),
  /** Checks the values without saving; `id` fills unset secrets from the saved channel. */
  test: endpoint('channels.manage', {
    method: 'POST',
    path: '/channels/test',
    summary: 'Try the connection',
    tag,
  })
    .input(z.object({ kind: z.string(), id: Id.optional(), values: Values }))
    .output(
      z.discriminatedUnion('ok', [
        z.object({ ok: z.literal(true), detail: Words, inspection: Inspection.optional() }),
        z.object({ ok: z.literal(false), field: z.string().nullable(), message: Words }),
      ]),
    ),
  create: endpoint('channels.manage', {
    method: 'POST',
    path: '/channels',
    summary: 'Connect a channel',
    tag,
  })
    .input(z.object({ kind: z.string(), name: z.string().trim().min(1).max(100), values: Values }))
    .output(Channel),
  update: endpoint('channels.manage', {
    method: 'PATCH',
    path: '/channels/{id}',
    summary: 'Change a channel',
    tag,
  })
    .input(ById.extend({ name: z.string().trim().min(1).max(100).optional(), values: Values.optional() }))
    .output(Channel),
  /** Interests stay; the channel stops and its secrets are wiped. */
  remove: endpoint('channels.manage', {
    method: 'DELETE',
    path: '/channels/{id}',
    summary: 'Disconnect a channel',
    tag,
  })
    .input(ById)
    .output(Ok),
  pause: endpoint('channels.manage', { method: 'PUT', path: '/channels/{id}/pause', summary: 'Pause', tag })
    .input(ById)
    .output(Channel),
  resume: endpoint('channels.manage', {
    method: 'DELETE',
    path: '/channels/{id}/pause',
    summary: 'Go on',
    tag,
  })
    .input(ById)
    .output(Channel),
  events: endpoint('channels.manage', {
    method: 'GET',
    path: '/channels/{id}/events',
    summary: 'What came, newest first',
    tag,
  })
    .input(
      PageInput.extend(ById.shape).extend({
        state: z.enum(['stored', 'done', 'ignored', 'parked']).optional(),
      }),
    )
    .output(pageOf(ChannelEvent)),
  replay: endpoint('channels.manage', {
    method: 'POST',
    path: '/channels/{id}/events/{eventId}/replay',
    summary: 'Read a parked event again',
    tag,
  })
    .input(ById.extend({ eventId: Id }))
    .output(ChannelEvent),
  replayAll: endpoint('channels.manage', {
    method: 'POST',
    path: '/channels/{id}/replay',
    summary: 'Read all parked events again',
    tag,
  })
    .input(ById)
    .output(z.object({ queued: z.number().int() })),
  closeGap: endpoint('channels.manage', {
    method: 'PUT',
    path: '/channels/{id}/gaps/{gapId}/closed',
    summary: 'Say that somebody looked at the network for a time it kept nothing of',
    tag,
  })
    .input(ById.extend({ gapId: Id }))
    .output(Ok),
  importHistory: endpoint('channels.manage', {
    method: 'POST',
    path: '/channels/{id}/history',
    summary: 'Fetch what came before',
    tag,
  })
    .input(ById.extend({ days: z.number().int().min(1).max(3650).nullable() }))
    .output(Operation),
}
