/** The common end of every form recogniser: named values to a found interest. */
import type { InboundAuthor, ReplyTarget } from '../../channel.ts'
import { domainOf } from './trust.ts'
import { cleanLink, hostOf, listUtm } from './links.ts'
import { readDetails } from './labelled.ts'
import type { FormDetails, FormField } from './labelled.ts'
import { replyToPerson } from './reply.ts'
import type { Found, RecogniseContext } from './types.ts'
import type { LetterView } from './view.ts'

export interface FormReading {
  fields: FormField[]
  /** Codes and marks the site adds: kept, but nobody's words. */
  marks?: FormField[]
  /** Page the form stands on. */
  page?: string | null
  message?: string | null
  /** Values the layout gives for sure; the rest is guessed by labels. */
  known?: Partial<FormDetails>
  objectKey?: string | null
  productText?: string | null
}

export function foundForm(view: LetterView, context: RecogniseContext, reading: FormReading): Found {
  const details = { ...readDetails(reading.fields), ...withoutNulls(reading.known ?? {}) }
  const written = reading.page ?? details.page
  const page = written === null || written === undefined ? null : cleanLink(written)
  const site = hostOf(page) ?? siteOf(view, context)
  const author = authorOf(view, details, site)
  const product = reading.productText ?? details.product
  return {
    action: 'form_submission',
    reason: { ru: 'заявка с формы сайта', en: 'a form was sent on the site' },
    author,
    text: reading.message ?? details.message ?? listValues(reading.fields),
    sourceUrl: page,
    sourceTitle: site === null ? 'Форма на сайте' : `Форма на сайте ${site}`,
    objectKey: reading.objectKey ?? null,
    isPublic: false,
    productHint: product !== null || page !== null ? { text: product, url: page } : null,
    replyTarget: answerTo(view, author),
    fields: withUtm([...reading.fields, ...(reading.marks ?? [])], written ?? null),
  }
}

/** Host of the site a form letter is from: the secret address says it best, then the sender's domain. */
export function siteOf(view: LetterView, context: RecogniseContext): string | null {
  if (context.collectorSource) return context.collectorSource
  const domain = domainOf(view.letter.from?.address ?? '')
  return domain === '' ? null : domain
}

function authorOf(view: LetterView, details: FormDetails, site: string | null): InboundAuthor | null {
  const replyTo = view.letter.replyTo[0]
  const isOther =
    replyTo !== undefined && replyTo.address !== view.letter.from?.address && !isRobot(replyTo.address)
  const email = details.email ?? (isOther ? replyTo.address : null)
  const { name, phone } = details
  if (email === null && phone === null && name === null) return null
  const identity =
    email !== null
      ? { network: 'mail', externalId: email }
      : phone !== null
        ? { network: 'phone', externalId: phone }
        : { network: `site:${site ?? 'unknown'}`, externalId: null }
  return {
    ...identity,
    name: name ?? (isOther ? replyTo.name : null),
    photoUrl: null,
    profileUrl: null,
    email,
    phone,
  }
}

/** Addresses no human reads. */
export function isRobot(address: string): boolean {
  return /^(?:no-?_?\.?reply|do-?not-?reply|ne-?otvechai|bezotveta|robot|mailer(?:-daemon)?|postmaster|notify|notifications?|notice|alerts?|system|bounces?|wordpress|www-data|bitrix|news(?:letter)?|digest)(?:[+._-].*)?@/i.test(
    address,
  )
}

function answerTo(view: LetterView, author: InboundAuthor | null): ReplyTarget | null {
  if (author?.email) return replyToPerson({ address: author.email, name: author.name }, view.subject)
  return author?.phone ? { kind: 'call', phone: author.phone } : null
}

function withUtm(fields: FormField[], page: string | null): FormField[] {
  const known = new Set(fields.map((field) => field.name))
  const marks = page === null ? [] : listUtm(page).filter((mark) => !known.has(mark.name))
  return [...fields, ...marks]
}

function listValues(fields: readonly FormField[]): string {
  return fields
    .filter((field) => field.value !== '')
    .map((field) => `${field.name}: ${field.value}`)
    .join('\n')
}

function withoutNulls(details: Partial<FormDetails>): Partial<FormDetails> {
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== null))
}
