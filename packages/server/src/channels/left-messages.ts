/**
 * Channels whose far end is ourselves (the widget of a site) have no network to call: their `send` leaves the message with the slice
 * that shows it. Listed in `app.ts`, because such a slice stands above channels and channels may not import it.
 */
import type { Platform } from '../platform/platform.ts'
import { ChannelError, type LeftMessage } from './channel.ts'

export interface LeftAt {
  workspaceId: string
  channelId: string
}

/** Outside any transaction. Repeatable: the same id again is the same message. */
export type Mailbox = (platform: Platform, at: LeftAt, message: LeftMessage) => Promise<void>

const mailboxes = new Map<string, Mailbox>()

export function addMailbox(kind: string, mailbox: Mailbox): void {
  mailboxes.set(kind, mailbox)
}

export async function leaveMessage(
  platform: Platform,
  at: LeftAt & { kind: string },
  message: LeftMessage,
): Promise<void> {
  const mailbox = mailboxes.get(at.kind)
  if (!mailbox)
    throw new ChannelError('bug', {
      ru: `Сообщения канала «${at.kind}» некуда положить`,
      en: `Nobody keeps messages of the channel “${at.kind}”`,
    })
  await mailbox(platform, at, message)
}
