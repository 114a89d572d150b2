/** A comment on a fetched page: what `listen` marked of it becomes a card, an edit or a removal. */
import { tellAct, type Signal } from '../channel.ts'
import type { Marks } from './marks.ts'
import { authorOf, commentKey, describe, keyOf, linkTo, nameOf } from './place.ts'
import type { Comment, CommentPage } from './update.ts'

/** The thing comes before new comments: it is their context. */
export function readPage(page: CommentPage, marks: Marks, receivedAt: Date): Signal[] {
  const items = (page.comments ?? []).flatMap((comment) => readComment(comment, marks, receivedAt))
  return items.some(({ kind }) => kind === 'interest') ? [...describe(marks, marks), ...items] : items
}

function readComment(comment: Comment, marks: Marks, receivedAt: Date): Signal[] {
  const change = marks.changes[comment.id]
  if (change === undefined || isOurs(comment, marks.groupId)) return []
  // OK tells no time of an edit or a removal: it is when we saw it.
  const at = new Date(marks.at)
  const of = { kind: 'interest' as const, objectKey: commentKey(marks, comment.id) }
  switch (change) {
    case 'new':
      return [toCard(comment, marks, receivedAt)]
    case 'edited':
      return [{ kind: 'edited', of, text: comment.text ?? '', at }]
    case 'removed':
      return [{ kind: 'removed', of, at, by: null }]
    case 'restored':
      return [{ kind: 'restored', of, at }]
  }
}

function toCard(comment: Comment, marks: Marks, receivedAt: Date): Signal {
  const { author_id: authorId, reply_to_comment_id: parent } = comment
  return tellAct({
    externalId: `${marks.type}:${marks.id}:${comment.id}`,
    objectKey: commentKey(marks, comment.id),
    sourceType: 'ok',
    action: 'comment',
    // A single comment has no address of its own.
    sourceUrl: linkTo(marks),
    sourceTitle: marks.title || null,
    occurredAt: typeof comment.date_ms === 'number' ? new Date(comment.date_ms) : receivedAt,
    author: authorId ? authorOf(authorId, comment.author_name ?? null) : null,
    text: comment.text ?? '',
    productHint: marks.title ? { text: marks.title, url: linkTo(marks) } : null,
    replyTarget: { kind: 'comment', objectId: nameOf(marks), parentId: comment.id },
    objectId: keyOf(marks),
    parentKey: parent ? commentKey(marks, parent) : null,
  })
}

/** Written in the group's name, by us or by a colleague at ok.ru. */
function isOurs({ author_id: id, author_ref: ref }: Comment, groupId: string): boolean {
  return id === groupId || id === `group:${groupId}` || ref === `group:${groupId}`
}
