/** What a person does with one press. Everything here may be done twice without harm. */
import { z } from 'zod'
import { ChannelError, type ChannelAct, type ChannelIo, type ReplyTarget } from '../channel.ts'
import { openVk, requireUser, type Vk } from './api.ts'
import { commentIdOf, foreign, parseKey, type Thing } from './place.ts'
import { peerOf, roadTo } from './send.ts'
import { Id } from './event.ts'
import type { VkSettings } from './settings.ts'

type ActOf<K extends ChannelAct['kind']> = Extract<ChannelAct, { kind: K }>
type LikeAct = { kind: 'like' | 'unlike'; target: ReplyTarget; externalId: string }

export async function actVk(act: ChannelAct, config: VkSettings, io: ChannelIo): Promise<void> {
  const way = { config, io }
  switch (act.kind) {
    case 'edit':
      return isComment(act.target) ? editComment(act, way) : editMessage(act, way)
    case 'remove':
      return isComment(act.target) ? removeComment(act, way) : removeMessage(act, way)
    case 'like':
    case 'unlike':
      return likeOrReact({ ...act, kind: act.kind }, way)
    case 'approve':
    case 'decline':
      return decide(act, way)
    case 'typing':
      return does(openVk(config, io, 'community'), 'messages.setActivity', {
        peer_id: peerOf(act.target),
        type: 'typing',
      })
    case 'mark_read':
      return does(openVk(config, io, 'community'), 'messages.markAsRead', {
        peer_id: peerOf(act.target),
        mark_conversation_as_read: 1,
      })
    case 'hide':
    case 'unhide':
      throw new ChannelError('forbidden', {
        ru: 'ВК не умеет скрывать: комментарий можно только удалить',
        en: 'VK cannot hide: a comment can only be removed',
      })
  }
}

interface Way {
  config: VkSettings
  io: ChannelIo
}

function isComment(target: ReplyTarget): target is Extract<ReplyTarget, { kind: 'comment' }> {
  return target.kind === 'comment'
}

async function does(
  vk: Vk,
  method: string,
  params: Record<string, string | number | undefined>,
): Promise<void> {
  await vk.ask(method, params, z.unknown())
}

/** VK drops files that are not named again. */
async function editMessage({ target, externalId, text }: ActOf<'edit'>, { config, io }: Way): Promise<void> {
  const vk = openVk(config, io, 'community')
  const peer_id = peerOf(target)
  const cmid = commentIdOf(externalId)
  const attachment = await filesOf(vk, peer_id, cmid)
  await does(vk, 'messages.edit', {
    peer_id,
    cmid,
    message: text,
    attachment,
    keep_forward_messages: 1,
    keep_snippets: 1,
  })
}

const File = z.object({ id: Id, owner_id: Id, access_key: z.string().optional() })
const Messages = z.object({
  items: z.array(z.object({ attachments: z.array(z.looseObject({ type: z.string() })).default([]) })),
})

async function filesOf(vk: Vk, peerId: string, cmid: string): Promise<string | undefined> {
  const params = { peer_id: peerId, conversation_message_ids: cmid }
  const { items } = await vk.ask('messages.getByConversationMessageId', params, Messages)
  const names = (items[0]?.attachments ?? []).flatMap((attachment) => {
    const file = File.safeParse(attachment[attachment.type])
    if (!file.success) return []
    const { owner_id: owner, id, access_key: key } = file.data
    return [`${attachment.type}${owner}_${id}${key === undefined ? '' : `_${key}`}`]
  })
  return names.length > 0 ? names.join(',') : undefined
}

async function removeMessage({ target, externalId }: ActOf<'remove'>, { config, io }: Way): Promise<void> {
  const cmids = commentIdOf(externalId)
  await unlessGone(() =>
    does(openVk(config, io, 'community'), 'messages.delete', {
      peer_id: peerOf(target),
      cmids,
      delete_for_all: 1,
    }),
  )
}

async function editComment({ target, externalId, text }: ActOf<'edit'>, { config, io }: Way): Promise<void> {
  const { method, params } = commentOf(target, externalId)
  await does(requireUser(config, io), `${method}.editComment`, { ...params, message: text })
}

async function removeComment({ target, externalId }: ActOf<'remove'>, { config, io }: Way): Promise<void> {
  const { method, params } = commentOf(target, externalId)
  await unlessGone(() => does(requireUser(config, io), `${method}.deleteComment`, params))
}

function commentOf(target: ReplyTarget, externalId: string) {
  if (!isComment(target)) throw foreign()
  const { thing } = parseKey(target.objectId)
  const { method, place } = roadTo(thing)
  const comment_id = commentIdOf(externalId)
  const { owner_id } = place
  return { method, params: owner_id === undefined ? { ...place, comment_id } : { owner_id, comment_id } }
}

function likeOrReact(act: LikeAct, way: Way): Promise<void> {
  return isComment(act.target) ? like(act, way) : react(act, way)
}

const likedTypes: Record<Thing['kind'], { thing: string; comment: string }> = {
  wall: { thing: 'post', comment: 'comment' },
  photo: { thing: 'photo', comment: 'photo_comment' },
  video: { thing: 'video', comment: 'video_comment' },
  product: { thing: 'market', comment: 'market_comment' },
  topic: { thing: 'topic', comment: 'topic_comment' },
}

/** In the name of the person whose key it is. A visitor's post is named by its own key. */
async function like({ kind, target, externalId }: LikeAct, { config, io }: Way): Promise<void> {
  if (!isComment(target)) throw foreign()
  const { thing } = parseKey(target.objectId)
  const own = externalId === target.objectId
  const types = likedTypes[thing.kind]
  await does(requireUser(config, io), kind === 'like' ? 'likes.add' : 'likes.delete', {
    type: own ? types.thing : types.comment,
    owner_id: thing.owner,
    item_id: own ? thing.id : commentIdOf(externalId),
  })
}

/** The first of VK's reactions is the heart. */
const heart = 1

async function react({ kind, target, externalId }: LikeAct, { config, io }: Way): Promise<void> {
  const message = { peer_id: peerOf(target), cmid: commentIdOf(externalId) }
  const vk = openVk(config, io, 'community')
  if (kind === 'like') return does(vk, 'messages.sendReaction', { ...message, reaction_id: heart })
  return does(vk, 'messages.deleteReaction', message)
}

async function decide({ kind, target }: ActOf<'approve' | 'decline'>, { config, io }: Way): Promise<void> {
  if (target.kind !== 'join_request') throw foreign()
  const person = { group_id: target.chatId, user_id: target.userId }
  await does(
    requireUser(config, io),
    kind === 'approve' ? 'groups.approveRequest' : 'groups.removeUser',
    person,
  )
}

async function unlessGone(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof ChannelError) || error.kind !== 'not_found') throw error
  }
}
