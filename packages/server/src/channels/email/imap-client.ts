/** Opens the mailbox, and says in words why it does not open. Letters are only read: never marked, moved or deleted. */
import type { ImapFlow } from 'imapflow'
import { ChannelError, type ChannelIo } from '../channel.ts'
import { loginOf, type EmailSettings } from './settings.ts'

const timeouts = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 5 * 60_000 }
/** Home routers forget silent connections after ten minutes or so. */
const idleRestartMs = 9 * 60_000

/** A connected client; the caller logs it out. Throws ChannelError: `auth`, `unreachable`, `forbidden`. */
export async function openMailbox(
  settings: EmailSettings,
  io: Pick<ChannelIo, 'resolve'>,
): Promise<ImapFlow> {
  const target = await io.resolve(settings.imapHost)
  const { ImapFlow: Client } = await import('imapflow')
  const client = new Client({
    host: target.address,
    port: settings.imapPort,
    secure: settings.imapSecurity === 'tls',
    ...(settings.imapSecurity === 'none' && { doSTARTTLS: false }),
    ...(settings.imapSecurity === 'starttls' && { doSTARTTLS: true }),
    tls: { servername: settings.imapHost },
    auth: { user: loginOf(settings), pass: settings.password },
    // A logger would write passwords and letters at trace level.
    logger: false,
    maxIdleTime: idleRestartMs,
    missingIdleCommand: 'NOOP',
    ...timeouts,
  })
  // Without a listener an error event ends the process; the failing call tells of it anyway.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (error) {
    client.close()
    throw explainMailboxError(error, settings)
  }
}

export function explainMailboxError(error: unknown, settings: EmailSettings): ChannelError {
  if (error instanceof ChannelError) return error
  const details = error as {
    authenticationFailed?: boolean
    responseText?: string
    code?: string
    message?: string
  }
  const words = details.responseText ?? details.message ?? String(error)
  if (details.authenticationFailed) {
    return new ChannelError('auth', refusedWords(words), { cause: error })
  }
  const { imapHost: host, imapPort: port } = settings
  if (details.code === 'ECONNREFUSED') {
    const refused = {
      ru: `${host} не принимает соединения на порту ${port}: проверьте сервер и порт IMAP`,
      en: `${host} does not take connections on port ${port}: check the IMAP server and port`,
    }
    return new ChannelError('unreachable', refused, { cause: error })
  }
  if (isCertificateError(details.code))
    return new ChannelError('unreachable', certificateWords(host, words), { cause: error })
  const silent = {
    ru: `${host}:${port} не отвечает как почтовый сервер (${words}): проверьте адрес, порт и защиту IMAP`,
    en: `${host}:${port} does not answer as a mail server (${words}): check the IMAP address, port and security`,
  }
  return new ChannelError('unreachable', silent, { cause: error })
}

export function refusedWords(words: string) {
  return {
    ru: `Ящик не принял имя или пароль (${words}). Для Яндекса, Mail.ru и Gmail нужен пароль приложения, а доступ по IMAP должен быть включён в настройках почты.`,
    en: `The mailbox refused the name or the password (${words}). Yandex, Mail.ru and Gmail need an app password and IMAP switched on in the mailbox settings.`,
  }
}

export function isCertificateError(code: string | undefined): boolean {
  return /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT)/.test(code ?? '')
}

export function certificateWords(host: string, words: string) {
  return {
    ru: `Сертификат сервера ${host} не прошёл проверку (${words}). Поставьте на сервер действующий сертификат или добавьте свой центр в NODE_EXTRA_CA_CERTS.`,
    en: `The certificate of ${host} was not accepted (${words}). Give the server a valid certificate or add your own authority by NODE_EXTRA_CA_CERTS.`,
  }
}
