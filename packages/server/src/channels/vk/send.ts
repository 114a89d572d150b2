/** Answers to dialogs and comments. Every call carries a name made of our answer's, so that asking twice sends once. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import {
  ChannelError,
  type ChannelIo,
  type OutboundAnswer,
  type ReplyTarget,
  type SendOutcome,
} from '../channel.ts'
import { openVk, requireUser, type Params, type Vk } from './api.ts'
import { explainRefusal } from './errors.ts'
import { Id } from './event.ts'
import {
  commentIdOf,
  foreign,
  keyOfComment,
  linkToComment,
  linkToDialog,
  parseKey,
  type Thing,
} from './place.ts'
import type { VkSettings } from './settings.ts'
import { refuseTooMuch, uploadAll, type File } from './upload.ts'

export async function sendVk(
  answer: OutboundAnswer,
  config: VkSettings,
  io: ChannelIo,
): Promise<SendOutcome> {
  refuseTooMuch(answer.text, answer.attachments)
  const { target } = answer
  if (target.kind === 'comment') return sendComment(answer, target, { config, io })
  return sendMessage(answer, peerOf(target), { config, io })
}

interface Way {
  config: VkSettings
  io: ChannelIo
}

/** Throws `bug` for a target of another network. */
export function peerOf(target: ReplyTarget): string {
  if (target.kind === 'join_request') return target.userId
  if (target.kind !== 'dialog' || !/^-?\d+$/.test(target.chatId)) throw foreign()
  return target.chatId
}

/** Never zero, the same for one answer for ever. */
export function randomIdOf(answerId: string): number {
  return createHash('sha256').update(answerId).digest().readInt32BE(0) || 1
}

const Sent = z.array(
  z.object({
    peer_id: Id,
    message_id: Id.optional(),
    conversation_message_id: Id.optional(),
    error: z.object({ code: z.int(), description: z.string().optional() }).optional(),
  }),
)

async function sendMessage(
  answer: OutboundAnswer,
  peerId: string,
  { config, io }: Way,
): Promise<SendOutcome> {
  const vk = openVk(config, io, 'community')
  const attachment = await uploadAll({ vk, io, place: { kind: 'dialog', peerId } }, answer.attachments)
  const params: Params = {
    // The form for many people is the one that tells the number of the message inside the dialog.
    peer_ids: peerId,
    random_id: randomIdOf(answer.id),
    message: answer.text || undefined,
    attachment,
    forward: answer.replyToId ? quote(peerId, answer.replyToId) : undefined,
  }
  const [sent] = await vk.ask('messages.send', params, Sent)
  if (sent?.error) throw explainRefusal({ error_code: sent.error.code, error_msg: sent.error.description })
  const externalId = sent?.conversation_message_id ?? (await findNumber(vk, sent?.message_id))
  const groupId = answer.target.kind === 'dialog' ? answer.target.via?.['groupId'] : undefined
  return { externalId, url: groupId === undefined ? null : linkToDialog(groupId, peerId) }
}

function quote(peerId: string, messageId: string): string {
  const numbers = [Number(commentIdOf(messageId))]
  return JSON.stringify({ peer_id: Number(peerId), conversation_message_ids: numbers, is_reply: 1 })
}

/** A message that was sent before is named by its number for the whole community alone. */
async function findNumber(vk: Vk, messageId: string | undefined): Promise<string> {
  const Found = z.object({ items: z.array(z.object({ conversation_message_id: Id })) })
  const found =
    messageId === undefined ? null : await vk.ask('messages.getById', { message_ids: messageId }, Found)
  const number = found?.items[0]?.conversation_message_id
  if (number !== undefined) return number
  throw new ChannelError('unknown_outcome', {
    ru: 'ВК не сказал, ушло ли сообщение',
    en: 'VK did not say whether the message went out',
  })
}

type CommentTarget = Extract<ReplyTarget, { kind: 'comment' }>

async function sendComment(answer: OutboundAnswer, target: CommentTarget, way: Way): Promise<SendOutcome> {
  const { thing } = parseKey(target.objectId)
  const parent = target.parentId === null ? undefined : commentIdOf(target.parentId)
  const text = { ...answer, parent, guid: guidOf(answer.id) }
  const sent = thing.kind === 'wall' ? await underPost(text, thing, way) : await elsewhere(text, thing, way)
  return { externalId: keyOfComment(thing, sent.id), url: linkToComment(thing, sent.id, sent.root) }
}

interface Words {
  text: string
  attachments: File[]
  parent: string | undefined
  guid: string
}

interface Written {
  id: string
  root: string | null
}

const Comment = z.object({ comment_id: Id, parents_stack: z.array(Id).default([]) })

async function underPost(words: Words, thing: Thing, { config, io }: Way): Promise<Written> {
  const groupId = groupOf(thing)
  const attachments = await filesFor(words.attachments, groupId, { config, io })
  const params: Params = {
    owner_id: thing.owner,
    post_id: thing.id,
    from_group: groupId,
    reply_to_comment: words.parent,
    message: words.text || undefined,
    attachments,
    guid: words.guid,
  }
  const sent = await openVk(config, io, 'community').ask('wall.createComment', params, Comment)
  return { id: sent.comment_id, root: sent.parents_stack[0] ?? null }
}

/** VK lets only a person write there, though the community's name stands over it. */
async function elsewhere(words: Words, thing: Thing, { config, io }: Way): Promise<Written> {
  const vk = requireUser(config, io)
  const attachments = await filesFor(words.attachments, groupOf(thing), { config, io })
  const common: Params = { from_group: 1, message: words.text || undefined, attachments, guid: words.guid }
  const { method, place } = roadTo(thing)
  // Discussions have no branches.
  const reply = thing.kind === 'topic' ? undefined : words.parent
  const answer = await vk.ask(
    `${method}.createComment`,
    { ...place, ...common, reply_to_comment: reply },
    z.union([Id, z.object({ comment_id: Id })]),
  )
  return { id: typeof answer === 'string' ? answer : answer.comment_id, root: null }
}

/** Section of the methods of comments, and how it names the thing. */
export function roadTo(thing: Thing): { method: string; place: Params } {
  const owner_id = thing.owner
  switch (thing.kind) {
    case 'wall':
      return { method: 'wall', place: { owner_id, post_id: thing.id } }
    case 'photo':
      return { method: 'photos', place: { owner_id, photo_id: thing.id } }
    case 'video':
      return { method: 'video', place: { owner_id, video_id: thing.id } }
    case 'product':
      return { method: 'market', place: { owner_id, item_id: thing.id } }
    case 'topic':
      return { method: 'board', place: { group_id: groupOf(thing), topic_id: thing.id } }
  }
}

/** Files under comments go by a person's key only: to a community's VK answers 27. */
async function filesFor(
  files: readonly File[],
  groupId: string,
  { config, io }: Way,
): Promise<string | undefined> {
  if (files.length === 0) return undefined
  return uploadAll({ vk: requireUser(config, io), io, place: { kind: 'wall', groupId } }, files)
}

function groupOf({ owner }: Thing): string {
  if (!owner.startsWith('-')) throw foreign()
  return owner.slice(1)
}

/** The same for one answer or post for ever. */
export function guidOf(answerId: string): string {
  return createHash('sha256').update(answerId).digest('hex').slice(0, 32)
}
