/** Where an answer to a letter goes. */
import type { ReplyTarget } from '../../channel.ts'
import type { Letter, LetterAddress } from '../letter.ts'

/** Long chains break nothing when the root and the newest links are kept (RFC 5322 3.6.4). */
const referencesLimit = 20

/** To the person who wrote the letter, into the same thread. */
export function replyToLetter(letter: Letter): ReplyTarget | null {
  const to = letter.replyTo[0] ?? letter.from
  if (to === null || !to.address.includes('@')) return null
  const chain = [
    ...letter.references,
    ...(letter.references.length === 0 && letter.inReplyTo ? [letter.inReplyTo] : []),
    letter.messageId,
  ]
  return {
    kind: 'mail',
    to: to.address,
    toName: to.name ?? (to.address === letter.from?.address ? letter.from.name : null),
    subject: answerSubject(letter.subject),
    inReplyTo: letter.messageId,
    references: shorten([...new Set(chain.filter((id) => id !== null))]),
  }
}

/** To a person who never saw this letter (a form sent it): a new thread. */
export function replyToPerson(person: LetterAddress, subject: string): ReplyTarget {
  return {
    kind: 'mail',
    to: person.address,
    toName: person.name,
    subject: answerSubject(subject),
    inReplyTo: null,
    references: [],
  }
}

export function answerSubject(subject: string): string {
  const flat = subject.replace(/\s+/g, ' ').trim()
  return /^(?:re|отв|ответ)(?:\[\d+\])?:/i.test(flat) ? flat : `Re: ${flat}`.trim()
}

function shorten(ids: string[]): string[] {
  return ids.length <= referencesLimit ? ids : [...ids.slice(0, 1), ...ids.slice(1 - referencesLimit)]
}
