/** What machines report about letters of ours: not delivered, complained about, opened. */
import type { Letter } from './letter.ts'

export type BounceAction = 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded'

export interface Bounce {
  /** The address that could not be reached, lower case. */
  recipient: string | null
  /** RFC 3463: `5.1.1`. Begins with 5 for ever, with 4 for now. */
  status: string | null
  action: BounceAction
  /** What the other server said. */
  diagnostic: string | null
  /** Message-ID of our letter without brackets. */
  originalMessageId: string | null
  /** Our own mark: the `X-Otklik-Delivery` header of our letter, or the id in our return address. */
  deliveryId: string | null
  /** False when nothing machine-readable came and words were searched. */
  isCertain: boolean
}

export interface Complaint {
  /** Who complained, where the report says so. */
  recipient: string | null
  feedbackType: string | null
  originalMessageId: string | null
  deliveryId: string | null
}

export interface Receipt {
  recipient: string | null
  /** `displayed`, `deleted`, `dispatched`. */
  disposition: string | null
  originalMessageId: string | null
  deliveryId: string | null
}

const bouncer =
  /^(?:mailer-?daemon|mail[.-]?delivery|post_?master|mailer|bounce[sd]?|mdaemon)(?:[.+_-][^@]*)?(?:@|$)/i
const bounceSubject =
  /undeliver|undelivered|delivery (?:status|failure|failed|problem|has failed|incomplete|report|notification)|failure notice|mail (?:delivery )?(?:failed|failure|error|system error)|returned (?:mail|to sender)|non-?delivery|fail(?:ed|ure) delivery|errors from |could ?n[o']t be delivered|message (?:delayed|not delivered)|rejected|warning: message|недоставлен|не ?доставлен|невозможно доставить|не удается доставить|не удалось доставить|ошибка доставки|сбой доставки|уведомление о состоянии доставки|задержк\S* доставки|возврат (?:почты|письма)|жеткізілмеді/i
const bounceText =
  /this is the (?:qmail-send|mail system|postfix)|could not be delivered to|a message that you sent|delivery to the following recipients? (?:failed|has been)|the following addresses? (?:had|failed)|permanent (?:fatal )?errors?|message you sent|your message (?:could not|cannot|couldn't|wasn't)|(?:ваше )?(?:письмо|сообщение) (?:не (?:было |может быть |удалось )?доставлен|отклонено)|не удалось доставить|не может быть доставлено|recipient address rejected|user unknown|mailbox (?:unavailable|is full|full)/i

/** Null when the letter is no bounce. The order of trust: report parts, then the sender and the wording together. */
export function readBounce(letter: Letter): Bounce | null {
  const report = letter.reports.find((part) => /delivery-status/.test(part.type))
  const marks = originalMarks(letter)
  if (report) return fromReport(report.text, letter, marks)
  if (!isBounceByLook(letter, marks.deliveryId !== null)) return null
  return fromWords(letter, marks)
}

export function readComplaint(letter: Letter): Complaint | null {
  const report = letter.reports.find((part) => part.type === 'message/feedback-report')
  const isDeclared = /report-type\s*=\s*"?feedback-report/i.test(headerOf(letter, 'content-type'))
  // Hotmail's own form: the complained letter attached, no report part.
  const isHotmail =
    letter.from?.address === 'staff@hotmail.com' && /^complaint about message from/i.test(letter.subject)
  if (!report && !isDeclared && !isHotmail) return null
  const fields = readFields(report?.text ?? '')
  const recipient = fields.get('original-rcpt-to') ?? fields.get('removal-recipient') ?? null
  return {
    recipient: recipient === null ? null : addressOf(recipient),
    feedbackType: fields.get('feedback-type') ?? null,
    ...originalMarks(letter),
  }
}

export function readReceipt(letter: Letter): Receipt | null {
  const report = letter.reports.find((part) => /disposition-notification/.test(part.type))
  const isDeclared = /report-type\s*=\s*"?disposition-notification/i.test(headerOf(letter, 'content-type'))
  if (!report && !isDeclared) return null
  const fields = readFields(report?.text ?? '')
  const marks = originalMarks(letter)
  const recipient = fields.get('final-recipient') ?? fields.get('original-recipient') ?? null
  return {
    recipient: recipient === null ? (letter.from?.address ?? null) : addressOf(recipient),
    disposition: /;\s*([a-z-]+)/i.exec(fields.get('disposition') ?? '')?.[1]?.toLowerCase() ?? null,
    originalMessageId:
      bareId(fields.get('original-message-id') ?? null) ?? marks.originalMessageId ?? letter.inReplyTo,
    deliveryId: marks.deliveryId,
  }
}

interface OriginalMarks {
  originalMessageId: string | null
  deliveryId: string | null
}

/** Our letter's names: from its attached headers, from headers quoted in the text, from our return address. */
function originalMarks(letter: Letter): OriginalMarks {
  const attached = letter.reports
    .filter((part) => /rfc822|global/.test(part.type) && !/delivery-status|disposition/.test(part.type))
    .map((part) => part.text)
  const embedded = letter.attachments
    .filter((part) => part.mime === 'message/rfc822' && part.content !== null)
    .map((part) => Buffer.from(part.content ?? []).toString('latin1', 0, 32_768))
  const source = [...attached, ...embedded, letter.text.slice(0, 100_000)].join('\n').replace(/\n>+ ?/g, '\n')
  return {
    originalMessageId: bareId(
      /^[ \t]*message-id:[ \t]*(?:\n[ \t]+)?(<[^<>\n]{3,400}>)/im.exec(source)?.[1] ?? null,
    ),
    deliveryId:
      /^[ \t]*x-otklik-delivery:[ \t]*([\w.-]{1,100})/im.exec(source)?.[1] ?? returnAddressId(letter),
  }
}

/** `inbox+bounce.<id>@ours` */
function returnAddressId(letter: Letter): string | null {
  const addresses = [
    ...letter.to.map((item) => item.address),
    headerOf(letter, 'delivered-to'),
    headerOf(letter, 'x-original-to'),
  ]
  for (const address of addresses) {
    const id = /\+bounce\.([\w.-]{1,100})@/i.exec(address)?.[1]
    if (id !== undefined) return id
  }
  return null
}

function isBounceByLook(letter: Letter, hasOurReturn: boolean): boolean {
  const isDeclared =
    /multipart\/report/i.test(headerOf(letter, 'content-type')) &&
    /report-type\s*=\s*"?delivery-status/i.test(headerOf(letter, 'content-type'))
  if (isDeclared || headerOf(letter, 'x-failed-recipients') !== '') return true
  const isNullSender = /^\s*<\s*>\s*$/.test(headerOf(letter, 'return-path').split('\n')[0] ?? '')
  // `From: <>` is a daemon that does not name itself.
  const isDaemon = letter.from === null || bouncer.test(letter.from.address)
  if (!isNullSender && !isDaemon) return false
  if (hasOurReturn && returnAddressId(letter) !== null) return true
  const saysSo = bounceSubject.test(letter.subject) || bounceText.test(letter.text.slice(0, 20_000))
  return saysSo && (isDaemon || bounceSubject.test(letter.subject))
}

function fromReport(text: string, letter: Letter, marks: OriginalMarks): Bounce {
  const groups = text.split(/\n[ \t]*\n/).map(readFields)
  const failed = groups.find((group) => /^fail/i.test(group.get('action') ?? ''))
  const fields =
    failed ??
    groups.find((group) => group.has('final-recipient') || group.has('action') || group.has('status')) ??
    new Map<string, string>()
  const words = fromWords(letter, marks)
  const recipient = fields.get('original-recipient') ?? fields.get('final-recipient') ?? null
  const diagnostic =
    fields.get('diagnostic-code')?.replace(/^\s*(?:smtp|x-[\w-]+|unknown)\s*;\s*/i, '') ?? null
  const status = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(fields.get('status') ?? '')?.[1] ?? null
  return {
    recipient: (recipient === null ? null : addressOf(recipient)) ?? words.recipient,
    status: preciseStatus(status, diagnostic) ?? words.status,
    action: readAction(fields.get('action') ?? null, status),
    diagnostic: diagnostic ?? words.diagnostic,
    ...marks,
    isCertain: true,
  }
}

/** Servers that write 5.0.0 often name the true reason in the diagnostic. */
function preciseStatus(status: string | null, diagnostic: string | null): string | null {
  if (status !== null && !/^[245]\.0\.0$/.test(status)) return status
  return /(?:^|[\s#(-])([245]\.\d{1,3}\.\d{1,3})(?=[\s),;:]|$)/.exec(diagnostic ?? '')?.[1] ?? status
}

function readAction(value: string | null, status: string | null): BounceAction {
  const action = (/^[a-z]+/i.exec((value ?? '').trim())?.[0] ?? '').toLowerCase()
  const known: BounceAction[] = ['failed', 'delayed', 'delivered', 'relayed', 'expanded']
  return (
    known.find((name) => name === action) ??
    (status?.startsWith('4') ? 'delayed' : status?.startsWith('2') ? 'delivered' : 'failed')
  )
}

/** Bounces of old systems: the first failing address and the line with the code. */
function fromWords(letter: Letter, marks: OriginalMarks): Bounce {
  const text = letter.text.slice(0, 30_000)
  const machine =
    /\n-{3,}.{0,80}(?:original message|copy of|headers|undelivered|below this line|исходное|заголовки)|\n(?:return-path|received|dkim-signature):/i.exec(
      text,
    )
  const words = machine ? text.slice(0, machine.index) : text
  const own = new Set(letter.to.map((item) => item.address))
  const stated = headerOf(letter, 'x-failed-recipients') || headerOf(letter, 'x-actual-recipients')
  const candidates = [
    ...`${stated}\n${words}`.matchAll(
      /[^\s<>()"'«»[\]:;,=]{1,64}@[a-z0-9\u0400-\u04ff][a-z0-9\u0400-\u04ff.-]{1,200}\.[a-z\u0400-\u04ff]{2,24}/gi,
    ),
  ].map((match) => match[0].toLowerCase())
  const others = candidates.filter((address) => !bouncer.test(address))
  // A letter to oneself comes back to the very address that failed.
  const recipient = others.find((address) => !own.has(address)) ?? others[0] ?? null
  const line = words
    .split('\n')
    .find((item) =>
      /\b[45]\d\d[ -]\D|\b[45]\.\d{1,3}\.\d{1,3}\b|user unknown|no such user|mailbox|unrouteable|unknown host|нет такого|не существует|переполнен/i.test(
        item,
      ),
    )
  const status =
    /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(words)?.[1] ??
    statusOfCode(/\b([45])\d\d[ -]\D/.exec(line ?? '')?.[1] ?? null)
  const isDelay =
    /delay|will (?:be )?(?:retr|keep trying)|still trying|warning|задерж|будут продолж|повторн/i.test(
      letter.subject,
    ) || /will (?:be )?retried|still being retried|no action is required|do not need to resend/i.test(words)
  return {
    recipient,
    status,
    action:
      isDelay || (status?.startsWith('4') === true && !/permanent|giving up/i.test(words))
        ? 'delayed'
        : 'failed',
    diagnostic: line?.trim().slice(0, 500) ?? null,
    ...marks,
    isCertain: false,
  }
}

function statusOfCode(first: string | null): string | null {
  return first === null ? null : `${first}.0.0`
}

function readFields(text: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const line of text.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const match = /^([A-Za-z][\w-]{0,60})\s*:\s*(.*)$/.exec(line.trim())
    const name = (match?.[1] ?? '').toLowerCase()
    if (match && !fields.has(name)) fields.set(name, (match[2] ?? '').trim())
  }
  return fields
}

/** `rfc822; User@Host` to `user@host`. */
function addressOf(field: string): string | null {
  const bare = field
    .replace(/^[^;]*;/, '')
    .replace(/[<>\s"]/g, '')
    .toLowerCase()
  return bare.includes('@') ? bare : null
}

function bareId(value: string | null): string | null {
  const id = (value ?? '').replace(/[<>\s]/g, '')
  return id === '' ? null : id
}

function headerOf(letter: Letter, name: string): string {
  return letter.headers.find((header) => header.name === name)?.value ?? ''
}
