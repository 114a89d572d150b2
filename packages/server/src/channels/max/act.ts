/** What a person does with one press. Everything here may be done twice without harm. */
import { ChannelError, type ChannelAct, type ChannelIo, type ReplyTarget } from '../channel.ts'
import { order, type Call } from './api.ts'
import { midOfPost } from './place.ts'
import { midOf } from './send.ts'
import type { MaxSettings } from './settings.ts'

export async function actMax(act: ChannelAct, settings: MaxSettings, io: ChannelIo): Promise<void> {
  switch (act.kind) {
    case 'edit':
      // Files stay: MAX changes attachments only when they are named.
      return order(settings, io, {
        method: 'PUT',
        ...placeOf(act.target, act.externalId),
        body: { text: act.text },
      })
    case 'remove':
      return unlessGone(order(settings, io, { method: 'DELETE', ...placeOf(act.target, act.externalId) }))
    case 'typing':
      return type(act.target, settings, io)
    default:
      throw new ChannelError('forbidden', {
        ru: 'Ботам MAX этого не позволяет',
        en: 'MAX does not let bots do this',
      })
  }
}

function placeOf(target: ReplyTarget, externalId: string): Pick<Call, 'path' | 'query'> {
  if (target.kind !== 'comment') return { path: '/messages', query: { message_id: externalId } }
  return {
    path: `/messages/${encodeURIComponent(midOfPost(target.objectId))}/comments`,
    query: { comment_id: midOf(externalId) },
  }
}

async function type(target: ReplyTarget, settings: MaxSettings, io: ChannelIo): Promise<void> {
  // Under a post nobody sees who types.
  if (target.kind !== 'dialog') return
  const path = `/chats/${encodeURIComponent(target.chatId)}/actions`
  await order(settings, io, { method: 'POST', path, body: { action: 'typing_on' } })
}

/** A removal that finds nothing to remove is done. */
async function unlessGone(work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof ChannelError && error.kind === 'not_found')) throw error
  }
}
