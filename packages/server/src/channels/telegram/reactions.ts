/** Who likes what. A like and a dislike are two acts: people who changed their mind leave the one and join the other. */
import { tellAct, type ReceiveOutcome, type Signal } from '../channel.ts'
import { authorOf, authorOfChat, keyOf, linkToMessage, titleOf } from './place.ts'
import type { Emoji, Reaction } from './update.ts'

const dislikes = new Set(['👎', '🤮', '💩', '🤬', '😡'])

type Mood = 'like' | 'dislike'

export function readReaction(reaction: Reaction): ReceiveOutcome {
  if (reaction.chat.type === 'private') return { kind: 'ignored', reason: 'reaction_in_dialog' }
  const items = (['like', 'dislike'] as const).flatMap((mood) => readMood(reaction, mood))
  return items.length > 0 ? { kind: 'signals', items } : { kind: 'ignored', reason: 'reaction_unchanged' }
}

function readMood(reaction: Reaction, mood: Mood): Signal[] {
  const { chat, message_id: messageId, user, actor_chat: actor, date } = reaction
  const author = user ? authorOf(user) : actor ? authorOfChat(actor) : null
  if (!author) return []
  const before = ofMood(reaction.old_reaction, mood)
  const after = ofMood(reaction.new_reaction, mood)
  const key = keyOf(chat, messageId)
  const externalId = `${mood}:${chat.id}/${messageId}:${author.externalId}`
  if (after.length === 0) return before.length > 0 ? [{ kind: 'withdrawn', externalId, at: date }] : []
  return [
    tellAct({
      externalId,
      sourceType: 'telegram',
      action: mood === 'like' ? 'like' : 'activity',
      sourceUrl: linkToMessage(chat, messageId),
      sourceTitle: titleOf(chat),
      occurredAt: date,
      author,
      text: after.map(({ emoji }) => emoji ?? '').join(''),
      // A post or a comment: whichever of the two is known gives the context.
      objectId: key,
      parentKey: key,
      fold: { key: `${key}:${mood}s` },
    }),
  ]
}

/** Stars and custom emoji are given to please. */
function ofMood(reactions: readonly Emoji[], mood: Mood): Emoji[] {
  return reactions.filter(({ emoji }) => dislikes.has(emoji ?? '') === (mood === 'dislike'))
}
