/** Rows to the shapes of the contract. A secret never leaves: only whether it is set. */
import type {
  Channel as ChannelView,
  ChannelEvent,
  ChannelGap,
  ChannelKind,
  Inspection as InspectionView,
} from '@otklik/contract'
import { actorMay } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import type { Inspection } from './channel.ts'
import { openSecrets, type ChannelRow } from './channel-rows.ts'
import { readBody, type EventRow } from './ledger.ts'
import { findConnector, type Connector } from './registry.ts'

export function viewKind({ channel }: Connector): ChannelKind {
  const { kind, name, about, icon, sourceType, receives, answers, importsHistory, fields, hook, posts } =
    channel.manifest
  return {
    kind,
    name,
    about,
    icon,
    sourceType,
    receives,
    answers,
    importsHistory,
    publishes: channel.publish && posts ? { textLimit: posts.textLimit } : null,
    fields,
    hook,
    tests: channel.test !== undefined || channel.inspect !== undefined,
    inspects: channel.inspect !== undefined,
  }
}

export interface ChannelState {
  parkedCount: number
  gaps: ChannelGap[]
}

export function viewChannel(ctx: Ctx, row: ChannelRow, state: ChannelState): ChannelView {
  const { id, kind, name, settings, lagSeconds, problem } = row
  const pushed = findConnector(kind)?.channel.manifest.receives !== 'poll'
  // The address lets anybody send: only for those who may connect channels.
  const hookUrl =
    pushed && row.hookToken !== null && actorMay(ctx.actor, 'channels.manage')
      ? ctx.platform.url(`/hooks/${row.hookToken}`)
      : null
  return {
    id,
    kind,
    name,
    state: row.state,
    settings,
    lagSeconds,
    problem,
    ...state,
    hookUrl,
    secretsSet: Object.entries(openSecrets(ctx.platform.vault, row))
      .filter(([, value]) => value !== null && value !== '')
      .map(([field]) => field),
    lastEventAt: row.lastEventAt?.toISOString() ?? null,
    quietSince: row.quietSince?.toISOString() ?? null,
    lastCheckedAt: row.lastCheckedAt?.toISOString() ?? null,
    inspection: row.inspection && viewInspection(row.inspection),
    note: row.upkeepNote,
    createdAt: row.createdAt.toISOString(),
  }
}

/** Dates come back from the column as text. */
export function viewInspection({ at, expires, ...rest }: Inspection & { at: string }): InspectionView {
  return {
    ...rest,
    at,
    expires: expires.map(({ what, at: end }) => ({ what, at: new Date(end).toISOString() })),
  }
}

const previewBytes = 600

export async function viewEvent(ctx: Ctx, row: EventRow): Promise<ChannelEvent> {
  const body = await readBody(ctx.platform, row).catch(() => new Uint8Array())
  return {
    id: row.id,
    receivedAt: row.receivedAt.toISOString(),
    state: row.state,
    attempts: row.attempts,
    error: row.error,
    ignored: row.outcome?.ignored ?? null,
    size: row.size,
    contentType: row.contentType,
    interestIds: row.outcome?.interestIds ?? [],
    preview: readable(body.subarray(0, previewBytes)),
    // A download carries no header that names the workspace.
    rawUrl: `/api/v1/channels/${row.channelId}/events/${row.id}/raw?workspace=${ctx.workspaceId}`,
  }
}

/** First bytes as text; what is no text is shown as dots, so that a picture does not garble the screen. */
function readable(bytes: Uint8Array): string {
  return new TextDecoder('utf-8')
    .decode(bytes)
    .replaceAll('\r\n', '\n')
    .replaceAll(/[^\P{C}\n\t]/gu, '·')
}
