/** How the Reply button of a card behaves (R033 to R035). */
import type { ReplyWay } from '@otklik/contract'
import type { InterestBriefRow } from './interest-row.ts'

type ReplyFacts = Pick<
  InterestBriefRow,
  'replyTarget' | 'sourceUrl' | 'action' | 'author' | 'channelId' | 'processedAt'
>

export interface ReplyRoom {
  /** Of the card's own channel; null without one. */
  channelKind: string | null
  /** Is a mailbox connected that can send. */
  mailbox: boolean
}

/** Channels that bring news of comments and dialogs but cannot write there. */
const deafKinds = new Set(['email', 'api'])

/**
 * A letter is answered here where a mailbox is connected; a comment or dialog here where the channel itself can send (a notification letter about it cannot);
 * anything else opens the very place at the source, dials, or offers a letter.
 */
export function replyWay(card: ReplyFacts, room: ReplyRoom): ReplyWay {
  const found = byTarget(card, room) ?? bySource(card)
  return { ...found, enabled: card.processedAt === null && found.way !== 'none' }
}

type Found = Omit<ReplyWay, 'enabled'>

function byTarget(
  { replyTarget, sourceUrl }: ReplyFacts,
  { channelKind, mailbox }: ReplyRoom,
): Found | undefined {
  if (!replyTarget) return undefined
  if (replyTarget.kind === 'mail')
    return { way: 'letter', here: channelKind !== null && mailbox, url: mailTo(replyTarget.to) }
  if (replyTarget.kind === 'call') return { way: 'call', here: false, url: telephone(replyTarget.phone) }
  const here = channelKind !== null && !deafKinds.has(channelKind)
  if (!here && !sourceUrl) return undefined
  return { way: replyTarget.kind === 'comment' ? 'comment' : 'message', here, url: sourceUrl }
}

function bySource({ sourceUrl, action, author }: ReplyFacts): Found {
  if (action === 'call' && author?.phone) return { way: 'call', here: false, url: telephone(author.phone) }
  if (sourceUrl) return { way: wayAtSource(action), here: false, url: sourceUrl }
  if (author?.email) return { way: 'letter', here: false, url: mailTo(author.email) }
  if (author?.phone) return { way: 'call', here: false, url: telephone(author.phone) }
  return { way: 'none', here: false, url: null }
}

function wayAtSource(action: string): ReplyWay['way'] {
  if (action === 'comment' || action === 'review' || action === 'question') return 'comment'
  return action === 'chat_message' ? 'message' : 'source'
}

function mailTo(address: string): string {
  return `mailto:${encodeURIComponent(address).replaceAll('%40', '@')}`
}

function telephone(phone: string): string {
  return `tel:${phone.replaceAll(/[^\d+]/g, '')}`
}
