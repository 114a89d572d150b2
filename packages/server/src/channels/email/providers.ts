/** Servers of well-known mail providers, so that a person types an address and a password and nothing else. */

export interface Provider {
  imapHost: string
  imapPort: number
  smtpHost: string
  smtpPort: number
  /** Name under which the provider signs its own checks. */
  authServers: string[]
  /** Google stores a sent letter itself. */
  keepsSent: boolean
}

const yandex: Provider = {
  imapHost: 'imap.yandex.ru',
  imapPort: 993,
  smtpHost: 'smtp.yandex.ru',
  smtpPort: 465,
  authServers: ['*.yandex.net', '*.yandex.ru', 'mail.yandex.ru'],
  keepsSent: false,
}
const mailRu: Provider = {
  imapHost: 'imap.mail.ru',
  imapPort: 993,
  smtpHost: 'smtp.mail.ru',
  smtpPort: 465,
  authServers: ['*.mail.ru'],
  keepsSent: false,
}
const google: Provider = {
  imapHost: 'imap.gmail.com',
  imapPort: 993,
  smtpHost: 'smtp.gmail.com',
  smtpPort: 465,
  authServers: ['mx.google.com'],
  keepsSent: true,
}

const byDomain: Record<string, Provider> = {
  'yandex.ru': yandex,
  'ya.ru': yandex,
  'yandex.kz': yandex,
  'yandex.com': yandex,
  'mail.ru': mailRu,
  'bk.ru': mailRu,
  'inbox.ru': mailRu,
  'list.ru': mailRu,
  'internet.ru': mailRu,
  'gmail.com': google,
  'googlemail.com': google,
}

export function findProvider(address: string): Provider | undefined {
  return byDomain[address.split('@')[1]?.toLowerCase() ?? '']
}

export function findProviderByHost(imapHost: string): Provider | undefined {
  return [yandex, mailRu, google].find((provider) => provider.imapHost === imapHost)
}

/** Fills what the person left empty: servers from the provider of the address. */
export function fillServers(values: Record<string, unknown>): Record<string, unknown> {
  const provider = typeof values['address'] === 'string' ? findProvider(values['address']) : undefined
  if (!provider || values['imapHost']) return values
  const { imapHost, imapPort, smtpHost, smtpPort } = provider
  return { ...values, imapHost, imapPort, imapSecurity: 'tls', smtpHost, smtpPort, smtpSecurity: 'tls' }
}
