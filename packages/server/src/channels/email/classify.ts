/** What kind of letter this is, decided before anything else is done with it, and why in words. */
import type { LetterOutcome } from '@otklik/contract'
import type { Words } from '../channel.ts'
import { readBounce, readComplaint, readReceipt } from './bounce.ts'
import { readSecret } from './classify-secret.ts'
import type { Letter } from './letter.ts'

export interface ClassifyContext {
  /** Addresses of the workspace's own mailboxes. */
  ownAddresses: string[]
  /** Value of our `X-Otklik-Instance` header. */
  instanceId: string
  /** Whether a recogniser knows letters of this look and sender. Asked only after bounces, reports, codes and own letters. */
  knownSender: (letter: Letter) => boolean
}

export interface Classification {
  outcome: Extract<
    LetterOutcome,
    'bounce' | 'complaint' | 'receipt' | 'auto_reply' | 'list' | 'own' | 'secret' | 'interest'
  >
  /** For `interest`: may a recogniser be believed, must it warn, or does a person write. */
  from: 'notification' | 'unproven_notification' | 'person' | null
  reason: Words
}

type Test = (letter: Letter, context: ClassifyContext) => Classification | null

/**
 * The first test that fits decides. Known senders stand before automatic answers and lists,
 * because notifications carry Auto-Submitted, Precedence and List-Unsubscribe too.
 */
export function classifyLetter(letter: Letter, context: ClassifyContext): Classification {
  for (const test of tests) {
    const found = test(letter, context)
    if (found) return found
  }
  return interest('person', {
    ru: 'Письмо человека: признаков автоматической рассылки нет',
    en: 'A person writes: nothing marks it as automatic',
  })
}

const tests: Test[] = [
  testBounce,
  testComplaint,
  testReceipt,
  testSecret,
  testOwn,
  testNotification,
  testAutoReply,
  testList,
]

function testBounce(letter: Letter): Classification | null {
  const bounce = readBounce(letter)
  if (!bounce) return null
  const who = bounce.recipient ?? '?'
  const code = bounce.status === null ? '' : ` (${bounce.status})`
  return bounce.isCertain
    ? automatic('bounce', {
        ru: `Отчёт о доставке на ${who}: ${actionRu[bounce.action]}${code}`,
        en: `Delivery report for ${who}: ${bounce.action}${code}`,
      })
    : automatic('bounce', {
        ru: `По словам и отправителю похоже на возврат письма для ${who}${code}`,
        en: `By sender and wording a probable bounce for ${who}${code}`,
      })
}

const actionRu = {
  failed: 'не доставлено',
  delayed: 'задержано',
  delivered: 'доставлено',
  relayed: 'передано дальше',
  expanded: 'разослано по списку',
}

function testComplaint(letter: Letter): Classification | null {
  const complaint = readComplaint(letter)
  const who = complaint?.recipient ?? '?'
  return (
    complaint &&
    automatic('complaint', {
      ru: `Жалоба на наше письмо от ${who}: больше не писать`,
      en: `Complaint about our letter from ${who}: stop writing`,
    })
  )
}

function testReceipt(letter: Letter): Classification | null {
  return (
    readReceipt(letter) &&
    automatic('receipt', { ru: 'Уведомление о прочтении нашего письма', en: 'A read receipt for our letter' })
  )
}

function testSecret(letter: Letter): Classification | null {
  const reason = readSecret(letter)
  return reason && automatic('secret', reason)
}

function testOwn(letter: Letter, context: ClassifyContext): Classification | null {
  const instance = header(letter, 'x-otklik-instance')
  if (instance !== null && instance.split('\n').some((value) => value.trim() === context.instanceId)) {
    return automatic('own', { ru: 'Отправлено этой же системой', en: 'Sent by this very system' })
  }
  const from = letter.from?.address
  if (from === undefined || !context.ownAddresses.some((address) => address.toLowerCase() === from))
    return null
  // Many sites send their forms through the company's own mailbox: a request must not be lost as a loop.
  if (!isAnswer(letter) && context.knownSender(letter)) return null
  return automatic('own', {
    ru: `Отправлено с нашего адреса ${from}`,
    en: `Sent from our own address ${from}`,
  })
}

function testNotification(letter: Letter, context: ClassifyContext): Classification | null {
  if (!context.knownSender(letter)) return null
  const who = letter.from?.address ?? '?'
  if (letter.trust.proof === 'none') {
    return interest('unproven_notification', {
      ru: `Похоже на уведомление от ${who}, но подлинность отправителя не доказана`,
      en: `Looks like a notification of ${who}, but nothing proves the sender`,
    })
  }
  return interest('notification', {
    ru: `Уведомление известного отправителя ${who}`,
    en: `A notification of the known sender ${who}`,
  })
}

const autoSubject =
  /^\s*(?:(?:re|отв)\s*:\s*)?(?:автоответ|автоматический ответ|автоматическое уведомление об отсутствии|out of (?:the )?office|automatic reply|auto(?:matic)?[ -]?(?:reply|response|answer)|autoreply|я в отпуске|я в отъезде|нет на месте|отсутству(?:ю|ет)|вне офиса|on vacation|away from (?:the )?office|автоматты жауап)/i

function testAutoReply(letter: Letter): Classification | null {
  const mark = autoReplyMark(letter)
  return mark === null
    ? null
    : automatic('auto_reply', { ru: `Автоматическое письмо: ${mark}`, en: `An automatic letter: ${mark}` })
}

function autoReplyMark(letter: Letter): string | null {
  const submitted = header(letter, 'auto-submitted')?.split(/[;\n]/)[0]?.trim().toLowerCase()
  if (submitted !== undefined && submitted !== '' && submitted !== 'no') return `Auto-Submitted: ${submitted}`
  for (const name of [
    'x-autoreply',
    'x-autorespond',
    'x-autoresponder',
    'x-auto-response-suppress',
    'x-mail-autoreply',
  ]) {
    const value = header(letter, name)
    if (value !== null && !/^(?:no|none|false)?$/i.test(value.trim())) return `${name}: ${value.slice(0, 40)}`
  }
  const precedence = header(letter, 'precedence')?.trim().toLowerCase() ?? ''
  if (/^auto[_-]?reply$|^junk$/.test(precedence)) return `Precedence: ${precedence}`
  if (precedence === 'bulk' && (isAnswer(letter) || autoSubject.test(letter.subject)))
    return 'Precedence: bulk'
  // A subject alone proves little: a person may write about an automatic answer.
  if (autoSubject.test(letter.subject) && isAnswer(letter)) return `«${letter.subject.slice(0, 60)}»`
  return null
}

const listHeaders = [
  'list-id',
  'list-unsubscribe',
  'list-post',
  'feedback-id',
  'x-mailgun-tag',
  'x-campaign-id',
  'x-csa-complaints',
]

function testList(letter: Letter, context: ClassifyContext): Classification | null {
  if (isOwnGroup(letter, context)) return null
  const found = listHeaders.find((name) => header(letter, name) !== null)
  const precedence = header(letter, 'precedence')?.trim().toLowerCase() ?? ''
  const mark = found ?? (/^(?:list|bulk)$/.test(precedence) ? `Precedence: ${precedence}` : null)
  return mark === null ? null : automatic('list', { ru: `Рассылка: ${mark}`, en: `A mailing: ${mark}` })
}

/** The company's own group address (info@ours kept by a group service) adds list headers to what customers write. */
function isOwnGroup(letter: Letter, context: ClassifyContext): boolean {
  const domains = new Set(
    context.ownAddresses.flatMap((address) => address.toLowerCase().split('@').slice(1)),
  )
  const names = `${header(letter, 'list-id') ?? ''} ${header(letter, 'list-post') ?? ''}`.toLowerCase()
  const hosts = [...names.matchAll(/<(?:mailto:)?([^<>\s?]+)/g)].map((match) => match[1] ?? '')
  return hosts.some((host) =>
    [...domains].some(
      (domain) => host === domain || host.endsWith(`.${domain}`) || host.endsWith(`@${domain}`),
    ),
  )
}

function isAnswer(letter: Letter): boolean {
  return letter.inReplyTo !== null || letter.references.length > 0
}

function automatic(outcome: Classification['outcome'], reason: Words): Classification {
  return { outcome, from: null, reason }
}

function interest(from: 'notification' | 'unproven_notification' | 'person', reason: Words): Classification {
  return { outcome: 'interest', from, reason }
}

function header(letter: Letter, name: string): string | null {
  return letter.headers.find((item) => item.name === name)?.value ?? null
}
