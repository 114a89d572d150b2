/** Dialogs for tests: signals go through the takers a connector's would. */
import type { InboundAuthor, InboundMessage, Signal } from '../channels/channel.ts'
import { findTaker, type Taken } from '../channels/index.ts'
import type { OtklikClient } from '@otklik/contract'
import type { Actor } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'

/** A workspace of the test harness. */
interface Workspace {
  owner: { client: OtklikClient }
  run<T>(work: (ctx: Ctx) => Promise<T>, as?: Actor): Promise<T>
}

let serial = 0

export interface TestLine {
  id: string
  /** As if the network had told it, one transaction each. */
  tell(...signals: Signal[]): Promise<Taken[]>
  hookUrl: string | null
}

/** A connected sandbox of the workspace. */
export async function openLine(
  workspace: Workspace,
  values: Record<string, string> = {},
  name = 'Песочница',
): Promise<TestLine> {
  const made = await workspace.owner.client.channels.create({ kind: 'sandbox', name, values })
  const from = { channel: { id: made.id, kind: 'sandbox', name }, eventId: made.id }
  return {
    id: made.id,
    hookUrl: made.hookUrl,
    tell: async (...signals) => {
      const all: Taken[] = []
      for (const signal of signals) {
        const take = findTaker(signal)
        if (!take) throw new Error(`nobody takes ${signal.kind}`)
        all.push(await workspace.run((ctx) => take(ctx, from, signal), { kind: 'system', name: 'intake' }))
      }
      return all
    },
  }
}

export function buildPerson(overrides: Partial<InboundAuthor> = {}): InboundAuthor {
  return {
    network: 'sandbox',
    externalId: 'ivan',
    name: 'Иван Петров',
    photoUrl: null,
    profileUrl: null,
    email: null,
    phone: null,
    ...overrides,
  }
}

/** A message of Ivan unless told otherwise. */
export function buildMessage(
  text: string,
  overrides: Partial<InboundMessage> & Pick<InboundMessage, 'occurredAt'>,
): Extract<Signal, { kind: 'message' }> {
  serial += 1
  const chatId = overrides.chatId ?? 'ivan'
  return {
    kind: 'message',
    message: {
      externalId: `m${serial}`,
      chatId,
      chatKind: 'private',
      direction: 'in',
      author: buildPerson({ externalId: chatId }),
      text,
      attachments: [],
      replyToId: null,
      albumKey: null,
      sourceType: 'sandbox',
      activityClass: 'chat',
      sourceUrl: null,
      sourceTitle: null,
      replyTarget: { kind: 'dialog', chatId },
      windowUntil: null,
      fields: [],
      productHint: null,
      campaign: null,
      ...overrides,
    },
  }
}
