/** One try: the body as it was made first, signed anew, and what came of it. */
import {
  listConversationRows,
  listMessageRows,
  viewConversations,
  viewMessages,
} from '../conversations/index.ts'
import { getInterest } from '../interests/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError, errorMessage } from '../platform/errors.ts'
import { fetchOutbound } from '../platform/outbound-fetch.ts'
import type { Platform } from '../platform/platform.ts'
import { signBody } from './sign.ts'
import type { WebhookRow } from './webhook-rows.ts'
import type { webhookDeliveries } from './webhooks.table.ts'

export type DeliveryRow = typeof webhookDeliveries.$inferSelect

export interface Outcome {
  ok: boolean
  status: number | null
  durationMs: number
  /** Beginning of the answer. */
  answer: string | null
  /** `CODE: words`; null when it went well. */
  error: string | null
}

/** The card as it stands at the first try, in full; `version` tells the order of two. */
export async function composeBody(ctx: Ctx, row: DeliveryRow): Promise<string> {
  const { eventId, type, at, interestId, conversationId, data } = row
  const card = interestId
    ? { interest: await getInterest(ctx, interestId), cardUrl: ctx.platform.url(`/feed?card=${interestId}`) }
    : conversationId
      ? await composeDialog(ctx, conversationId, data['messageId'])
      : {}
  return JSON.stringify({
    id: eventId,
    type,
    at: at.toISOString(),
    workspaceId: ctx.workspaceId,
    data: { ...card, ...data },
  })
}

/** The dialog and the message as they stand now; a removed echo of ours is told without its words. */
async function composeDialog(ctx: Ctx, conversationId: string, messageId: unknown) {
  const [conversation] = await viewConversations(ctx, await listConversationRows(ctx, [conversationId]))
  const rows = typeof messageId === 'string' ? await listMessageRows(ctx, [messageId]) : []
  const [message] = await viewMessages(ctx, rows)
  return { conversation, ...(message && { message }) }
}

const timeoutMs = 10_000
const answerBytes = 16 * 1024

/** Never throws: a failure is an outcome. Redirects are answers like any other, not followed. */
export async function sendBody(
  platform: Platform,
  webhook: WebhookRow,
  row: Pick<DeliveryRow, 'id' | 'type'>,
  body: string,
): Promise<Outcome> {
  const started = performance.now()
  const spent = () => Math.round(performance.now() - started)
  try {
    const answer = await fetchOutbound(platform.outbound, {
      url: webhook.url,
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-length': String(Buffer.byteLength(body)),
        'otklik-event': row.type,
        'otklik-delivery': row.id,
        'otklik-signature': signBody(platform.vault, webhook, body, platform.clock.now()),
      },
      body,
      maxBytes: answerBytes,
      cut: true,
      timeoutMs,
    })
    const ok = answer.status >= 200 && answer.status < 300
    const error = ok ? null : `STATUS: ${answer.status}`
    // PostgreSQL keeps no zero bytes in a text.
    return {
      ok,
      status: answer.status,
      durationMs: spent(),
      answer: Buffer.from(answer.body).toString('utf8').replaceAll('\0', ''),
      error,
    }
  } catch (error) {
    const words =
      error instanceof AppError
        ? `${error.code}: ${error.ownMessage ?? error.code}`
        : `NO_ANSWER: ${errorMessage(error)}`
    return { ok: false, status: null, durationMs: spent(), answer: null, error: words }
  }
}
