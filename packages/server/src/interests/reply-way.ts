/** How the Reply button of a card behaves (R033 to R035). */
import type { ReplyWay } from '@otklik/contract'
import type { InterestBriefRow } from './interest-row.ts'

type ReplyFacts = Pick<InterestBriefRow, 'replyTarget' | 'sourceUrl' | 'action' | 'author' | 'channelId' | 'processedAt'>

/**
 * A letter is answered here; a comment or dialog here where the channel itself can send (a notification letter about it cannot);
 * anything else opens the very place at the source, dials, or offers a letter.
 */
export function replyWay(card: ReplyFacts, channelKind: string | null): ReplyWay {
  const found = byTarget(card, channelKind) ?? bySource(card)
  return { ...found, enabled: card.processedAt === null && found.way !== 'none' }
}

type Found = Omit<ReplyWay, 'enabled'>

function byTarget({ replyTarget, sourceUrl }: ReplyFacts, channelKind: string | null): Found | undefined {
  if (!replyTarget) return undefined
  if (replyTarget.kind === 'mail') return { way: 'letter', here: channelKind !== null, url: `mailto:${encodeURIComponent(replyTarget.to).replaceAll('%40', '@')}` }
  if (replyTarget.kind === 'call') return { way: 'call', here: false, url: telephone(replyTarget.phone) }
  const here = channelKind !== null && channelKind !== 'email'
  if (!here && !sourceUrl) return undefined
  return { way: replyTarget.kind === 'comment' ? 'comment' : 'message', here, url: sourceUrl }
}

function bySource({ sourceUrl, action, author }: ReplyFacts): Found {
  if (action === 'call' && author?.phone) return { way: 'call', here: false, url: telephone(author.phone) }
  if (sourceUrl) return { way: wayAtSource(action), here: false, url: sourceUrl }
  if (author?.email) return { way: 'letter', here: false, url: `mailto:${author.email}` }
  if (author?.phone) return { way: 'call', here: false, url: telephone(author.phone) }
  return { way: 'none', here: false, url: null }
}

function wayAtSource(action: string): ReplyWay['way'] {
  if (action === 'comment' || action === 'review' || action === 'question') return 'comment'
  return action === 'chat_message' ? 'message' : 'source'
}

function telephone(phone: string): string {
  return `tel:${phone.replaceAll(/[^\d+]/g, '')}`
}
