/** A person wrote to the company. Takes every letter no other recogniser took. */
import { replyToLetter } from '../reply.ts'
import { isDoubtfulPerson } from '../trust.ts'
import type { Found, Recogniser } from '../types.ts'
import type { LetterView } from '../view.ts'

export const person: Recogniser = {
  id: 'person',
  version: 1,
  date: '2026-11-22',
  name: { ru: 'Письмо', en: 'Letter' },
  senders: [],
  signedBy: 'site',
  unproven: 'warn',
  sourceType: 'mailbox',
  activityClass: 'mail',
  network: 'mail',
  extract: readPerson,
}

function readPerson(view: LetterView): Found {
  const { letter } = view
  const { from } = letter
  return {
    action: 'email',
    reason: { ru: 'написал человек', en: 'a person wrote' },
    author:
      from === null
        ? null
        : {
            network: 'mail',
            externalId: from.address.toLowerCase(),
            name: from.name ?? from.address,
            photoUrl: null,
            profileUrl: null,
            email: from.address.toLowerCase(),
            phone: null,
          },
    text: letter.reply.trim() || letter.text.trim(),
    quoted: letter.quoted,
    isPublic: false,
    replyTarget: replyToLetter(letter),
    warnings: isDoubtfulPerson(letter) ? ['sender_unverified'] : [],
  }
}
