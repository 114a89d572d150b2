/** A machine wrote it and no rule knows what it says: shown whole, nothing guessed, nobody to answer. */
import { isRobot } from '../form.ts'
import type { Found, Recogniser } from '../types.ts'
import { getHeader } from '../view.ts'
import type { LetterView } from '../view.ts'

export const genericNotification: Recogniser = {
  id: 'generic-notification',
  version: 1,
  date: '2026-11-22',
  name: { ru: 'Уведомление', en: 'Notification' },
  senders: [],
  signedBy: 'site',
  unproven: 'warn',
  sourceType: 'mailbox',
  activityClass: 'mail',
  network: 'mail',
  extract: readNotification,
}

function readNotification(view: LetterView): Found | null {
  return isRobot(view.letter.from?.address ?? '') || isAutomatic(view) ? foundNotification(view) : null
}

/** Also for digests of networks we know: read by nobody's rule, and nobody to answer. */
export function foundNotification(view: LetterView): Found {
  const { from } = view.letter
  return {
    action: 'activity',
    reason: { ru: 'вид письма незнаком, показано целиком', en: 'unknown layout, shown in full' },
    author:
      from === null
        ? null
        : {
            network: 'mail',
            externalId: from.address,
            name: from.name ?? from.address,
            photoUrl: null,
            profileUrl: null,
            email: from.address,
            phone: null,
          },
    text: view.letter.text.trim() || (view.bodies[0] ?? []).join('\n').trim(),
    sourceTitle: view.subject || null,
    isPublic: false,
    replyTarget: null,
  }
}

function isAutomatic(view: LetterView): boolean {
  const submitted = getHeader(view.letter, 'auto-submitted')
  const precedence = getHeader(view.letter, 'precedence') ?? ''
  return (
    (submitted !== null && !/^no\b/i.test(submitted)) ||
    /^(?:bulk|list|junk)/i.test(precedence) ||
    getHeader(view.letter, 'list-unsubscribe') !== null ||
    getHeader(view.letter, 'feedback-id') !== null
  )
}
