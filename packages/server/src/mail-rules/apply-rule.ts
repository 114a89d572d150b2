/** One rule on one letter, as a pure step: the interest as read, to the interest as the rule wants it. */
import type { RuleActions } from '@otklik/contract'
import type { Inbound, InboundAuthor, InboundWarning } from '../channels/channel.ts'
import { domainOf, isRobot, replyToPerson, type Letter } from '../channels/email/index.ts'
import { extractAll, type Extracted } from './extract.ts'

/** The letter stays the proof of itself: warnings are kept, and a rule that names a network for an unproven sender adds one. */
export function applyActions(actions: RuleActions, letter: Letter, inbound: Inbound): Inbound {
  const found = extractAll(actions.extract, letter)
  const author = authorWith(found, letter, inbound.author)
  const next: Inbound = {
    ...inbound,
    sourceType: actions.sourceType ?? inbound.sourceType,
    sourceTitle: actions.sourceTitle ?? inbound.sourceTitle,
    activityClass: actions.activityClass ?? inbound.activityClass,
    action: actions.action ?? inbound.action,
    isPublic: actions.isPublic ?? inbound.isPublic,
    text: found.text ?? inbound.text,
    sourceUrl: found.sourceUrl ?? inbound.sourceUrl,
    productHint:
      found.productName === undefined
        ? inbound.productHint
        : { text: found.productName, url: inbound.productHint?.url ?? null },
    author,
    replyTarget: replyWith(found, letter, inbound),
  }
  return { ...next, warnings: warningsWith(next, inbound, letter) }
}

/** Who wrote, by what was found. A found person is never mixed up with the robot whose letter told of them. */
function authorWith(found: Extracted, letter: Letter, author: InboundAuthor | null): InboundAuthor | null {
  const { authorName, authorEmail, authorPhone } = found
  if (authorName === undefined && authorEmail === undefined && authorPhone === undefined) return author
  const isMessenger =
    author === null || author.email === (letter.from?.address ?? null) || author.name === letter.from?.address
  const known = isMessenger ? nobody(letter) : author
  const email = authorEmail ?? known.email
  const phone = authorPhone ?? known.phone
  return {
    ...known,
    ...identityOf({ known, email, phone, isNew: authorEmail !== undefined || authorPhone !== undefined }),
    name: authorName ?? known.name,
    email,
    phone,
  }
}

function nobody(letter: Letter): InboundAuthor {
  const domain = domainOf(letter.from?.address ?? '')
  return {
    network: `site:${domain || 'unknown'}`,
    externalId: null,
    name: null,
    photoUrl: null,
    profileUrl: null,
    email: null,
    phone: null,
  }
}

function identityOf(input: {
  known: InboundAuthor
  email: string | null
  phone: string | null
  isNew: boolean
}): Pick<InboundAuthor, 'network' | 'externalId'> {
  const { known, email, phone, isNew } = input
  if (!isNew) return { network: known.network, externalId: known.externalId }
  if (email !== null) return { network: 'mail', externalId: email }
  return { network: 'phone', externalId: phone }
}

function replyWith(found: Extracted, letter: Letter, inbound: Inbound): Inbound['replyTarget'] {
  if (found.authorEmail !== undefined)
    return replyToPerson({ address: found.authorEmail, name: found.authorName ?? null }, letter.subject)
  const toRobot = inbound.replyTarget?.kind === 'mail' && isRobot(inbound.replyTarget.to)
  if (found.authorPhone !== undefined && (toRobot || inbound.replyTarget === null))
    return { kind: 'call', phone: found.authorPhone }
  return toRobot && found.authorName !== undefined ? null : inbound.replyTarget
}

function warningsWith(next: Inbound, before: Inbound, letter: Letter): InboundWarning[] {
  const claims = next.sourceType !== before.sourceType || next.sourceUrl !== before.sourceUrl
  if (!claims || letter.trust.proof !== 'none') return before.warnings
  return [...new Set<InboundWarning>([...before.warnings, 'sender_unverified'])]
}
