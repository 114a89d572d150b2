/** What is done with one message. */
import type { Message } from '@otklik/contract'
import { t } from '@lingui/core/macro'
import { showNotice, showUndo } from '@otklik/ui'
import { api } from '../api/client.ts'
import { showProblem } from '../api/query-client.ts'
import { keepDraft } from '../interests/drafts.ts'
import { refreshConversationCounters, refreshDialog } from './conversation-cache.ts'
import { sayConversationRefusal } from './conversation-verbs.ts'
import { dropMessage, putMessage } from './thread-data.ts'

export interface Writing {
  /** Stays the same when a failed press is repeated, so one press is one message. */
  messageId: string
  kind: 'message' | 'note'
  text: string
  fileIds: string[]
  replyToId: string | null
  sendAt: string | null
  mentionIds: string[]
  /** The template it was made from: counts its use. */
  templateId: string | null
}

/** True when the server has it; the text stays in the field otherwise. */
export async function sendMessage(id: string, writing: Writing): Promise<boolean> {
  try {
    putMessage(await api.conversations.send({ id, ...writing }))
    return true
  } catch (error) {
    sayConversationRefusal(error)
    void refreshDialog(id)
    return false
  } finally {
    void refreshConversationCounters()
  }
}

/** Taken back while it waits; its words return to an empty field. */
export async function cancelMessage(message: Message): Promise<void> {
  try {
    const { conversationId: id, id: messageId } = message
    const taken = await api.conversations.cancel({ id, messageId })
    if (taken.state === 'cancelled') dropMessage(message)
    else putMessage(taken)
    const draft = localStorage.getItem(`otklik.draft.answer.${id}`) ?? ''
    if (draft === '') keepDraft('answer', id, message.text)
    void refreshDialog(id)
  } catch (error) {
    showProblem(error)
  }
}

export async function resolveMessage(message: Message, decision: 'resend' | 'arrived'): Promise<void> {
  await settle(() =>
    api.conversations.resolve({ id: message.conversationId, messageId: message.id, decision }),
  )
}

export async function editMessage(message: Message, text: string): Promise<boolean> {
  const edit = (words: string) =>
    settle(() => api.conversations.edit({ id: message.conversationId, messageId: message.id, text: words }))
  if (!(await edit(text))) return false
  showUndo({ title: t`Сообщение изменено`, onUndo: () => void edit(message.text) })
  return true
}

export async function removeMessage(message: Message): Promise<void> {
  const gone = await settle(() =>
    api.conversations.remove({ id: message.conversationId, messageId: message.id }),
  )
  if (gone) showNotice({ title: t`Сообщение удаляется у человека` })
}

export async function markMessage(message: Message, words: string): Promise<boolean> {
  return settle(() => api.conversations.mark({ id: message.conversationId, messageId: message.id, words }))
}

export async function unmarkMessage(message: Message, mark: Message['marks'][number]): Promise<void> {
  const { conversationId: id, id: messageId } = message
  if (!(await settle(() => api.conversations.unmark({ id, messageId, markId: mark.id })))) return
  showUndo({ title: t`Отметка снята`, onUndo: () => void markMessage(message, mark.words) })
}

async function settle(call: () => Promise<Message>): Promise<boolean> {
  try {
    putMessage(await call())
    return true
  } catch (error) {
    sayConversationRefusal(error)
    return false
  }
}
