/** The letter of an answer: threads right, and nothing from outside can add a header. */
import { ChannelError, type OutboundAnswer } from '../channel.ts'
import type { EmailSettings } from './settings.ts'

/** `<answer id@domain of the mailbox>`. */
export function messageIdOf(answerId: string, settings: Pick<EmailSettings, 'address'>): string {
  return `<${answerId}@${settings.address.split('@')[1] ?? 'localhost'}>`
}

/** Options for nodemailer. Throws ChannelError when the address cannot be written to. */
export function composeLetter(answer: OutboundAnswer, settings: EmailSettings, instance: string) {
  if (answer.target.kind !== 'mail') throw new ChannelError('bug', 'This answer is not for a mailbox')
  const { to, toName, subject, inReplyTo, references } = answer.target
  const parent = inReplyTo ? withBrackets(inReplyTo) : undefined
  const chain = [...references.map(withBrackets), ...(parent ? [parent] : [])].filter(
    (id, place, all) => all.indexOf(id) === place,
  )
  return {
    from: { name: oneLine(settings.fromName), address: settings.address },
    to: { name: oneLine(toName ?? ''), address: oneAddress(to) },
    subject: answerSubject(subject),
    text: answer.text,
    messageId: messageIdOf(answer.id, settings),
    ...(parent && { inReplyTo: parent }),
    ...(chain.length > 0 && { references: shortChain(chain) }),
    attachments: answer.attachments.map((file) => ({
      filename: oneLine(file.name),
      contentType: file.mime,
      content: Buffer.from(file.content),
    })),
    headers: { 'X-Otklik-Instance': instance, 'X-Otklik-Delivery': answer.id },
  }
}

/** Gmail keeps a thread only while the subject stays the same but for `Re:`. */
function answerSubject(subject: string): string {
  const line = oneLine(subject)
  return /^\s*(re|отв|ответ)\s*(\[\d+\])?\s*:/i.test(line) ? line : `Re: ${line}`
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}

/** An address from outside goes into a header: anything that could start another one is refused. */
function oneAddress(address: string): string {
  if (/^[^\s<>,;"\p{Cc}]+@[^\s<>,;"\p{Cc}]+$/u.test(address)) return address
  const shown = oneLine(address)
  throw new ChannelError('unreachable_user', {
    ru: `«${shown}» — не адрес, на который можно написать`,
    en: `“${shown}” is not an address a letter can go to`,
  })
}

function withBrackets(id: string): string {
  return `<${oneLine(id).replaceAll(/[<>\s]/g, '')}>`
}

/** Servers dislike endless chains: the first and the last nineteen tell the thread. */
function shortChain(ids: string[]): string[] {
  const [first = ''] = ids
  return ids.length <= 20 ? ids : [first, ...ids.slice(-19)]
}
