/** Makes a message from outside fit for the database, without changing a word a person can see. */
import type { InboundMessage } from '../channels/channel.ts'
import { cleanStrings, shortKey } from '../interests/index.ts'

const dayMs = 86_400_000

/** A date that has not come yet would stand last for ever. */
export function storableMessage(message: InboundMessage, now: Date): InboundMessage {
  const { attachments, occurredAt, windowUntil, ...rest } = message
  const clean = cleanStrings(rest)
  const time = occurredAt.getTime()
  return {
    ...clean,
    externalId: shortKey(clean.externalId),
    chatId: shortKey(clean.chatId),
    occurredAt: time > 0 && time < now.getTime() + dayMs ? occurredAt : now,
    windowUntil,
    attachments,
  }
}
