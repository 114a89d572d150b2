/** The far end is our own widget: a message is left where the visitor's stream reads it. */
import {
  ChannelError,
  type ChannelIo,
  type CheckOutcome,
  type OutboundAnswer,
  type SendOutcome,
} from '../channel.ts'

export async function send(answer: OutboundAnswer, _config: unknown, io: ChannelIo): Promise<SendOutcome> {
  const { target } = answer
  if (target.kind !== 'dialog')
    throw new ChannelError('forbidden', {
      ru: 'Виджет доставляет только ответы в чат сайта',
      en: 'The widget delivers only answers to the chat of the site',
    })
  await io.leave({
    chatId: target.chatId,
    id: answer.id,
    text: answer.text,
    authorName: answer.authorName,
    files: answer.attachments,
  })
  return { externalId: `site:${answer.id}`, url: null }
}

/** The same message left again is one message, so asking and sending are one. */
export async function check(answer: OutboundAnswer, config: unknown, io: ChannelIo): Promise<CheckOutcome> {
  return { kind: 'arrived', ...(await send(answer, config, io)) }
}
