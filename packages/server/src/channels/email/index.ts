import { z } from 'zod'
import type { Channel } from '../channel.ts'
import { messageIdOf } from './compose.ts'
import { importMailboxHistory, listenMailbox } from './listen.ts'
import { manifest } from './manifest.ts'
import { fillServers } from './providers.ts'
import { receiveLetter } from './receive.ts'
import { checkLetter, sendLetter } from './send.ts'
import { EmailSettings } from './settings.ts'
import { testMailbox } from './test-connection.ts'

export { readBounce } from './bounce.ts'
export { classifyLetter, type Classification } from './classify.ts'
export { letterFingerprint } from './fingerprint.ts'
export type { Letter } from './letter.ts'
export { parseStoredLetter, readLetterAgain, type LetterDetails } from './receive.ts'
export { isRobot } from './recognisers/form.ts'
export { cleanLink, findLinks } from './recognisers/links.ts'
export { findEmail, normalisePhone, unquote } from './recognisers/people.ts'
export { isKnownSender, recogniseLetter } from './recognisers/recogniser.ts'
export { replyToPerson } from './recognisers/reply.ts'
export { domainOf } from './recognisers/trust.ts'
export { viewLetter } from './recognisers/view.ts'
export { instanceMark } from './send.ts'
export { EmailSettings } from './settings.ts'

/** A mailbox by IMAP, answers by SMTP. */
export const email: Channel<EmailSettings> = {
  manifest,
  schema: z.preprocess(
    (values) => fillServers(z.record(z.string(), z.unknown()).parse(values)),
    EmailSettings,
  ),
  receive: receiveLetter,
  test: testMailbox,
  nameAnswer: (answer, settings) => messageIdOf(answer.id, settings),
  send: sendLetter,
  check: checkLetter,
  listen: listenMailbox,
  importHistory: importMailboxHistory,
}
