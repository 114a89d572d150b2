/** An answer by letter. SMTP repeats nothing for us: the Message-ID is fixed before sending and is what a check looks for afterwards. */
import { createHash } from 'node:crypto'
import type { Transporter } from 'nodemailer'
import {
  ChannelError,
  type ChannelIo,
  type CheckOutcome,
  type OutboundAnswer,
  type SendOutcome,
} from '../channel.ts'
import { composeLetter, messageIdOf } from './compose.ts'
import { findSentFolder } from './folders.ts'
import { certificateWords, isCertificateError, openMailbox, refusedWords } from './imap-client.ts'
import { findProviderByHost } from './providers.ts'
import { loginOf, type EmailSettings } from './settings.ts'

/** Throws ChannelError; `unknown_outcome` when the connection broke after the text went out. */
export async function sendLetter(
  answer: OutboundAnswer,
  settings: EmailSettings,
  io: ChannelIo,
): Promise<SendOutcome> {
  if (!settings.smtpHost) {
    throw new ChannelError('forbidden', {
      ru: 'Укажите сервер SMTP в настройках ящика — тогда можно отвечать из карточки',
      en: 'Name the SMTP server in the settings of the mailbox, then answers can be sent',
    })
  }
  const composed = composeLetter(answer, settings, instanceMark(settings))
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer/index.js')
  const raw = await new MailComposer(composed).compile().build()
  const transport = await openTransport(settings, io)
  try {
    await transport.sendMail({ envelope: { from: settings.address, to: composed.to.address }, raw })
  } catch (error) {
    throw explainSendError(error, settings)
  } finally {
    transport.close()
  }
  await keepSentCopy(raw, settings, io)
  return { externalId: composed.messageId, url: null }
}

/** Marks letters of this mailbox's program, so that it never takes its own for a customer's. */
export function instanceMark(settings: Pick<EmailSettings, 'address'>): string {
  return createHash('sha256').update(`otklik ${settings.address}`).digest('hex').slice(0, 16)
}

export async function testSmtp(settings: EmailSettings, io: Pick<ChannelIo, 'resolve'>): Promise<void> {
  const transport = await openTransport(settings, io)
  try {
    await transport.verify()
  } catch (error) {
    throw explainSendError(error, settings)
  } finally {
    transport.close()
  }
}

/** After a crash: is the letter among the sent ones? Not being there proves nothing: the copy is made last. */
export async function checkLetter(
  answer: OutboundAnswer,
  settings: EmailSettings,
  io: ChannelIo,
): Promise<CheckOutcome> {
  const client = await openMailbox(settings, io)
  try {
    const folder = await findSentFolder(client)
    if (!folder) return { kind: 'unknown' }
    await client.mailboxOpen(folder, { readOnly: true })
    const externalId = messageIdOf(answer.id, settings)
    const found = await client.search({ header: { 'message-id': externalId } }, { uid: true })
    return found && found.length > 0 ? { kind: 'arrived', externalId, url: null } : { kind: 'unknown' }
  } finally {
    await client.logout().catch(() => undefined)
  }
}

/** The letter is sent already: a box that keeps no copy is a pity, not a failure. */
async function keepSentCopy(raw: Buffer, settings: EmailSettings, io: ChannelIo): Promise<void> {
  if (findProviderByHost(settings.imapHost)?.keepsSent) return
  try {
    const client = await openMailbox(settings, io)
    try {
      const folder = await findSentFolder(client)
      if (folder) await client.append(folder, raw, ['\\Seen'])
    } finally {
      await client.logout().catch(() => undefined)
    }
  } catch (error) {
    io.log.warn({ err: error }, 'the sent letter could not be copied into the mailbox')
  }
}

async function openTransport(settings: EmailSettings, io: Pick<ChannelIo, 'resolve'>): Promise<Transporter> {
  const target = await io.resolve(settings.smtpHost)
  const { createTransport } = await import('nodemailer')
  return createTransport({
    host: target.address,
    port: settings.smtpPort,
    secure: settings.smtpSecurity === 'tls',
    requireTLS: settings.smtpSecurity === 'starttls',
    ignoreTLS: settings.smtpSecurity === 'none',
    tls: { servername: settings.smtpHost },
    ...(settings.smtpAuth && { auth: { user: loginOf(settings), pass: settings.password } }),
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

interface SmtpFault {
  code?: string
  responseCode?: number
  command?: string
  response?: string
  message?: string
}

function explainSendError(error: unknown, settings: EmailSettings): ChannelError {
  if (error instanceof ChannelError) return error
  const fault = error as SmtpFault
  const words = fault.response ?? fault.message ?? String(error)
  const host = `${settings.smtpHost}:${settings.smtpPort}`
  if (fault.code === 'EAUTH') return new ChannelError('auth', refusedWords(words), { cause: error })
  if (isCertificateError(fault.code))
    return new ChannelError('retry', certificateWords(settings.smtpHost, words), { cause: error })
  if (fault.responseCode !== undefined) return explainRefusal(fault.responseCode, fault, words)
  if (fault.command === 'DATA') {
    const broken = {
      ru: `Связь с ${host} оборвалась во время отправки: письмо могло уйти`,
      en: `The connection to ${host} broke while sending: the letter may have gone out`,
    }
    return new ChannelError('unknown_outcome', broken, { cause: error })
  }
  const away = { ru: `Сервер ${host} не отвечает (${words})`, en: `${host} does not answer (${words})` }
  return new ChannelError('retry', away, { cause: error, retryAfterSeconds: 30 })
}

/** 4xx: try later; 5xx: final (RFC 5321, 4.2.1). */
function explainRefusal(responseCode: number, fault: SmtpFault, words: string): ChannelError {
  if (responseCode < 500) {
    const later = {
      ru: `Почтовый сервер просит подождать: ${words}`,
      en: `The mail server asks to try later: ${words}`,
    }
    return new ChannelError('retry', later, { cause: fault, retryAfterSeconds: 60 })
  }
  const refused = {
    ru: `Почтовый сервер не принял письмо: ${words}`,
    en: `The mail server refused the letter: ${words}`,
  }
  return new ChannelError(fault.command === 'RCPT TO' ? 'unreachable_user' : 'rejected_content', refused, {
    cause: fault,
  })
}
