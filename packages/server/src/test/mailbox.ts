/** A mailbox of a test: letters are put into the ledger and read as at their arrival, without a mail server. */
import type { MailRuleInput } from '@otklik/contract'
import { and, eq } from 'drizzle-orm'
import {
  createChannel,
  openChannel,
  pauseChannel,
  readCards,
  storeEvent,
  writeOutcome,
  type OpenChannel,
} from '../channels/index.ts'
import { channels, inboundEvents } from '../channels/channels.table.ts'
import type { Harness, TestWorkspace } from './harness.ts'

export interface TestMailbox {
  /** Resolves when the letter is kept and its card, if it makes one, is written. */
  receive(letter: TestLetter): Promise<void>
}

export interface TestLetter {
  from?: string
  subject?: string
  text: string
  headers?: string[]
  contentType?: string
  /** Minutes before now. */
  ago?: number
}

let serial = 0

export async function openMailbox(harness: Harness, place: TestWorkspace): Promise<TestMailbox> {
  const { platform } = harness.program
  const values = {
    address: 'shop@polden.example',
    password: 'p',
    imapHost: 'imap.polden.example',
    checkSignatures: false,
  }
  const channel = await place.run(async (ctx): Promise<OpenChannel> => {
    const { id } = await createChannel(ctx, { kind: 'email', name: 'Почта', values })
    await pauseChannel(ctx, id)
    const [row] = await ctx.db
      .select()
      .from(channels)
      .where(and(eq(channels.workspaceId, place.id), eq(channels.id, id)))
    if (!row) throw new Error('the channel is gone')
    return openChannel(platform.vault, row)
  })
  return { receive: (letter) => receive(harness, { place, channel }, letter) }
}

async function receive(
  harness: Harness,
  room: { place: TestWorkspace; channel: OpenChannel },
  letter: TestLetter,
): Promise<void> {
  const { platform } = harness.program
  const { place, channel } = room
  serial += 1
  const receivedAt = new Date(platform.clock.now().getTime() - (letter.ago ?? 0) * 60_000)
  const stored = await storeEvent(platform, place.id, {
    id: crypto.randomUUID(),
    channelId: channel.row.id,
    dedupKey: `test:${serial}`,
    body: Buffer.from(compose(letter, receivedAt)),
    contentType: 'message/rfc822',
    meta: { arrivedAt: receivedAt.toISOString() },
    receivedAt,
  })
  const [event] = await place.run((ctx) =>
    ctx.db
      .select()
      .from(inboundEvents)
      .where(and(eq(inboundEvents.workspaceId, place.id), eq(inboundEvents.id, stored.id))),
  )
  if (!event) throw new Error('the event is gone')
  const read = await readCards(platform, channel, event)
  await place.run((ctx) => writeOutcome(ctx, channel, event, read))
}

function compose(
  {
    from = '"Робот сайта" <noreply@polden-site.example>',
    subject = 'Новое обращение',
    text,
    headers = [],
    contentType = 'text/plain',
  }: TestLetter,
  date: Date,
): string {
  const encoded = `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`
  const [, name, address] = /^"(.*)" <(.*)>$/.exec(from) ?? []
  const sender =
    name === undefined ? from : `=?utf-8?B?${Buffer.from(name).toString('base64')}?= <${address}>`
  return [
    `From: ${sender}`,
    'To: shop@polden.example',
    `Subject: ${encoded}`,
    `Date: ${date.toUTCString()}`,
    `Message-ID: <rule-${serial}@polden-site.example>`,
    ...headers,
    `Content-Type: ${contentType}; charset=utf-8`,
    'Content-Transfer-Encoding: 8bit',
    '',
    text,
    '',
  ].join('\r\n')
}

export const noActions: MailRuleInput['actions'] = {
  disposition: 'asUsual',
  sourceType: null,
  sourceTitle: null,
  activityClass: null,
  action: null,
  isPublic: null,
  level: null,
  productId: null,
  memberId: null,
  extract: [],
}

/** A rule for letters of the site's robot. */
export function robotRule(
  actions: Partial<MailRuleInput['actions']>,
  name = 'Отзывы с сайта',
): MailRuleInput {
  return {
    name,
    enabled: true,
    match: 'all',
    conditions: [{ field: 'from', op: 'endsWith', value: '@polden-site.example' }],
    actions: { ...noActions, ...actions },
  }
}
