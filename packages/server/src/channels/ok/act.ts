/** What a person does with one press. Everything here may be done twice without harm. */
import { ChannelError, type ChannelAct, type ChannelIo, type ReplyTarget } from '../channel.ts'
import { callGraph, callRest } from './api.ts'
import { placeOf } from './place.ts'
import type { OkSettings } from './settings.ts'

export async function actOk(act: ChannelAct, config: OkSettings, io: ChannelIo): Promise<void> {
  const way = { config, io }
  const { target } = act
  if (target.kind === 'dialog' && (act.kind === 'typing' || act.kind === 'mark_read')) {
    const { chatId } = target
    await callGraph(way, `me/messages/${encodeURIComponent(chatId)}`, {
      body: {
        recipient: { chat_id: chatId },
        sender_action: act.kind === 'typing' ? 'typing_on' : 'mark_seen',
      },
    })
    return
  }
  if (target.kind !== 'comment' || (act.kind !== 'edit' && act.kind !== 'remove')) throw unknown()
  const comment = commentOf(target, act.externalId)
  if (act.kind === 'edit')
    await callRest(way, 'discussions.editDiscussionComment', { ...comment, comment: act.text })
  else await unlessGone(() => callRest(way, 'discussions.deleteDiscussionComment', comment))
}

function commentOf(target: Extract<ReplyTarget, { kind: 'comment' }>, externalId: string) {
  const { id: discussionId, type: discussionType } = placeOf(target.objectId)
  const own = `${discussionType}:${discussionId}:`
  const comment_id = externalId.startsWith(own) ? externalId.slice(own.length) : externalId
  return { discussionId, discussionType, comment_id }
}

/** What is gone is removed. */
async function unlessGone(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof ChannelError && error.kind === 'not_found')) throw error
  }
}

function unknown(): ChannelError {
  return new ChannelError('forbidden', {
    ru: 'Одноклассники не дают программам этого делать: откройте на ok.ru',
    en: 'OK does not let programs do this: open it at ok.ru',
  })
}
