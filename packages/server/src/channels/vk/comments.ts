/** Comments under posts, photos, videos, products and in discussions: new, changed, deleted, restored. */
import { ChannelError, type Inbound, type ReceiveOutcome, type Signal } from '../channel.ts'
import { readAttachments } from './content.ts'
import type { Comment, Deletion } from './event.ts'
import {
  authorOf,
  keyOfComment,
  keyOfThing,
  linkToComment,
  linkToThing,
  shownText,
  type Thing,
  type ThingKind,
} from './place.ts'
import type { VkSettings } from './settings.ts'

/** How the events of each kind of thing begin. */
export const commentEvents: Readonly<Record<string, ThingKind>> = {
  wall_reply: 'wall',
  photo_comment: 'photo',
  video_comment: 'video',
  market_comment: 'product',
  board_post: 'topic',
}

interface Around {
  kind: ThingKind
  groupId: string
  settings: VkSettings
  receivedAt: Date
}

export function readComment(comment: Comment, around: Around): ReceiveOutcome {
  if (comment.from_id === `-${around.groupId}`) return { kind: 'ignored', reason: 'own_comment' }
  return tell({ kind: 'interest', interest: toInterest(comment, around) })
}

export function readCommentEdit(comment: Comment, around: Around): ReceiveOutcome {
  if (comment.from_id === `-${around.groupId}`) return { kind: 'ignored', reason: 'own_comment' }
  const of = refTo(comment, around)
  // VK tells when a comment was written, not when it was changed.
  return tell({ kind: 'edited', of, text: shownText(comment.text), at: around.receivedAt })
}

export function readCommentDeletion(deletion: Deletion, around: Around): ReceiveOutcome {
  const { user_id: author, deleter_id: deleter } = deletion
  const by =
    author === undefined || deleter === undefined ? null : author === deleter ? 'author' : 'moderator'
  return tell({ kind: 'removed', of: refTo(deletion, around), at: around.receivedAt, by })
}

/** The whole comment comes again: it may be one from before we were connected. */
export function readCommentRestoral(comment: Comment, around: Around): ReceiveOutcome {
  if (comment.from_id === `-${around.groupId}`) return { kind: 'ignored', reason: 'own_comment' }
  return tell(
    { kind: 'interest', interest: toInterest(comment, around) },
    { kind: 'restored', of: refTo(comment, around), at: around.receivedAt },
  )
}

function toInterest(comment: Comment, around: Around): Inbound {
  const thing = thingOf(comment, around)
  const key = keyOfComment(thing, comment.id)
  const [root = null] = comment.parents_stack
  const parent = comment.reply_to_comment ?? comment.parents_stack.at(-1)
  const carried = readAttachments(comment.attachments)
  return {
    externalId: key,
    objectKey: key,
    sourceType: 'vk',
    activityClass: 'social',
    action: 'comment',
    sourceUrl: linkToComment(thing, comment.id, root),
    sourceTitle: null,
    occurredAt: comment.date,
    author: authorOf(comment.from_id),
    text: shownText(comment.text),
    quoted: null,
    productHint: thing.kind === 'product' ? { text: null, url: linkToThing(thing) } : carried.productHint,
    isPublic: true,
    rating: null,
    replyTarget: answersHere(thing, around.settings)
      ? { kind: 'comment', objectId: keyOfThing(thing), parentId: comment.id }
      : null,
    attachments: carried.attachments,
    fields: carried.fields,
    warnings: [],
    objectId: keyOfThing(thing),
    parentKey: parent === undefined ? null : keyOfComment(thing, parent),
  }
}

/** The community's own key answers only under posts; without an administrator's key the rest is answered at VK. */
function answersHere({ kind }: Thing, { userToken }: VkSettings): boolean {
  return kind === 'wall' || userToken !== undefined
}

function refTo(comment: Deletion, around: Around): Extract<Signal, { kind: 'removed' }>['of'] {
  return { kind: 'interest', objectKey: keyOfComment(thingOf(comment, around), comment.id) }
}

type Named = Omit<Deletion, 'id'>

const names: Record<ThingKind, (comment: Named) => { id?: string | undefined; owner?: string | undefined }> =
  {
    wall: (c) => ({ id: c.post_id, owner: c.owner_id ?? c.post_owner_id }),
    photo: (c) => ({ id: c.photo_id, owner: c.photo_owner_id ?? c.owner_id }),
    video: (c) => ({ id: c.video_id, owner: c.video_owner_id ?? c.owner_id }),
    product: (c) => ({ id: c.item_id, owner: c.market_owner_id ?? c.owner_id }),
    topic: (c) => ({ id: c.topic_id, owner: c.topic_owner_id ?? c.owner_id }),
  }

function thingOf(comment: Named, { kind, groupId }: Pick<Around, 'kind' | 'groupId'>): Thing {
  const { id, owner = `-${groupId}` } = names[kind](comment)
  if (id === undefined)
    throw new ChannelError('bad_event', {
      ru: 'В комментарии не сказано, к чему он',
      en: 'The comment does not say what it stands under',
    })
  return { kind, owner, id }
}

function tell(...items: Signal[]): ReceiveOutcome {
  return { kind: 'signals', items }
}
