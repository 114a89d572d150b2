/** The answer of a card whose words came in a dialog is a message of that dialog: one truth, seen in both places. */
import type { Answer, Message } from '@otklik/contract'
import {
  acceptConversation,
  asAnswerState,
  cancelMessage,
  findConversationOfCard,
  findMessage,
  findUnderWay,
  listOwnMessages,
  resolveMessage,
  sendMessage,
} from '../conversations/index.ts'
import { lockInterest } from '../interests/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError } from '../platform/errors.ts'
import type { AnswerInput } from './answers.ts'

/** Undefined: the card is of no dialog, or of a session that is over. */
export async function answerInDialog(ctx: Ctx, input: AnswerInput): Promise<Answer | undefined> {
  const dialog = await findConversationOfCard(ctx, input.id)
  if (!dialog) return undefined
  const known = await findMessage(ctx, input.answerId)
  const card = await lockInterest(ctx, input.id)
  if (!known && card.processedAt)
    throw new AppError('CONFLICT', { message: 'This card is processed already; open it again to answer' })
  try {
    // Whoever answers from the feed accepts the dialog by it.
    if (!known && ctx.actor.kind === 'member') await acceptConversation(ctx, dialog.id)
    // Time for undo, as for any answer of a card; in the dialog itself the workspace sets its own.
    const sendAfter = new Date(ctx.now().getTime() + ctx.platform.config.undoSeconds * 1000)
    if (!known) await refuseSecond(ctx, input.id, sendAfter)
    return viewAsAnswer(
      await sendMessage(ctx, {
        id: dialog.id,
        messageId: input.answerId,
        kind: 'message',
        text: input.text,
        fileIds: input.fileIds,
        replyToId: null,
        sendAt: sendAfter > ctx.now() ? sendAfter.toISOString() : null,
        mentionIds: [],
        templateId: null,
      }),
    )
  } catch (error) {
    throw asAnswerError(error)
  }
}

/** One answer at a time per card: the card is locked, so this is a wall and not a hint. */
async function refuseSecond(ctx: Ctx, interestId: string, until: Date): Promise<void> {
  const other = await findUnderWay(ctx, interestId, until)
  if (!other) return
  if (other.state === 'unknown') {
    throw new AppError('CONFLICT', {
      message: 'Nobody knows whether the last answer arrived: look at the source and decide about it first',
    })
  }
  const message = `${other.author.name} is answering this card`
  if (other.memberId === null) throw new AppError('CONFLICT', { message })
  throw new AppError('ANSWER_UNDER_WAY', {
    message,
    data: { memberId: other.memberId, memberName: other.author.name },
  })
}

export async function listDialogAnswers(ctx: Ctx, interestId: string): Promise<Answer[]> {
  return (await listOwnMessages(ctx, interestId)).map(viewAsAnswer)
}

/** Undefined: it is an answer of the card itself. */
export async function cancelInDialog(ctx: Ctx, interestId: string, id: string): Promise<Answer | undefined> {
  const message = await findMessage(ctx, id)
  if (!message || message.interestId !== interestId) return undefined
  return viewAsAnswer(await cancelMessage(ctx, { id: message.conversationId, messageId: id }))
}

export async function resolveInDialog(
  ctx: Ctx,
  input: { id: string; answerId: string; decision: 'resend' | 'arrived' },
): Promise<Answer | undefined> {
  const message = await findMessage(ctx, input.answerId)
  if (!message || message.interestId !== input.id) return undefined
  const { decision, answerId } = input
  return viewAsAnswer(
    await resolveMessage(ctx, { id: message.conversationId, messageId: answerId, decision }),
  )
}

function viewAsAnswer(message: Message): Answer {
  const { author } = message
  const kind = author.kind === 'member' || author.kind === 'apiKey' ? author.kind : 'system'
  return {
    id: message.id,
    text: message.text,
    state: asAnswerState(message.state ?? 'sent'),
    by: { kind, id: kind === 'system' ? null : author.id, name: author.name },
    createdAt: message.occurredAt,
    sentAt: message.sentAt,
    error: message.error,
    attachments: message.attachments.flatMap((file) =>
      file.fileId && file.url
        ? [
            {
              fileId: file.fileId,
              name: file.name,
              mime: file.mime,
              size: file.size ?? 0,
              url: file.url,
              thumbnailUrl: file.thumbnailUrl,
              suspicious: file.suspicious,
            },
          ]
        : [],
    ),
  }
}

function asAnswerError(error: unknown): unknown {
  if (!(error instanceof AppError)) return error
  if (error.code === 'CONVERSATION_TAKEN')
    return new AppError('ANSWER_UNDER_WAY', { message: error.message, data: error.data, cause: error })
  if (error.code === 'WINDOW_CLOSED' || error.code === 'CANNOT_WRITE_HERE')
    return new AppError('CANNOT_ANSWER_HERE', { message: error.message, cause: error })
  return error
}
