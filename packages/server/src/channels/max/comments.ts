/** Comments under posts of a channel: text only, no address of their own. */
import { ChannelError, type ReceiveOutcome } from '../channel.ts'
import { readContent } from './content.ts'
import { authorOf, commentKey, linkOrNull, postKey } from './place.ts'
import type { Message, Removed } from './update.ts'

export function readComment(message: Message, at: Date): ReceiveOutcome {
  const postMid = postOf(message)
  // No sender: the channel itself commented.
  const { sender } = message
  if (!sender) return { kind: 'ignored', reason: 'own_comment' }
  if (sender.is_bot) return { kind: 'ignored', reason: 'from_bot' }
  const { body, link } = message
  const content = readContent(message)
  if (!content) return { kind: 'ignored', reason: 'empty_comment' }
  const { phone, ...said } = content
  const answered = link?.type === 'reply' ? link.message?.mid : undefined
  return {
    kind: 'signals',
    items: [
      {
        kind: 'interest',
        interest: {
          ...said,
          externalId: `${postMid}/${body.mid}`,
          objectKey: commentKey(postMid, body.mid),
          sourceType: 'max',
          activityClass: 'social',
          action: 'comment',
          sourceUrl: linkOrNull(message.url),
          sourceTitle: null,
          occurredAt: message.timestamp ?? at,
          author: authorOf(sender, phone),
          quoted: (link?.type === 'reply' && link.message?.text) || null,
          isPublic: true,
          rating: null,
          replyTarget: { kind: 'comment', objectId: postKey(postMid), parentId: body.mid },
          warnings: [],
          objectId: postKey(postMid),
          parentKey: answered === undefined ? null : commentKey(postMid, answered),
        },
      },
    ],
  }
}

export function readEditedComment(message: Message, at: Date): ReceiveOutcome {
  const objectKey = commentKey(postOf(message), message.body.mid)
  if (!message.sender) return { kind: 'ignored', reason: 'own_comment' }
  if (message.sender.is_bot) return { kind: 'ignored', reason: 'from_bot' }
  return {
    kind: 'signals',
    items: [{ kind: 'edited', of: { kind: 'interest', objectKey }, text: message.body.text ?? '', at }],
  }
}

export function readRemovedComment({ post_id: postId, message_id: mid, timestamp }: Removed): ReceiveOutcome {
  if (postId === null || postId === undefined) throw withoutPost()
  return {
    kind: 'signals',
    items: [
      {
        kind: 'removed',
        of: { kind: 'interest', objectKey: commentKey(postId, mid) },
        at: timestamp,
        by: null,
      },
    ],
  }
}

function postOf({ recipient }: Message): string {
  if (recipient.post_id === null || recipient.post_id === undefined) throw withoutPost()
  return recipient.post_id
}

function withoutPost(): ChannelError {
  return new ChannelError('bad_event', {
    ru: 'В событии о комментарии нет поста (post_id)',
    en: 'The event of a comment names no post (post_id)',
  })
}
