/** What a mailbox needs to be connected. */
import { z } from 'zod'

const host = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9.:-]+$/, 'a server name such as imap.example.ru')
const port = z.coerce.number().int().min(1).max(65535)
const address = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[^\s@<>]+@[^\s@<>]+$/, 'an address such as info@example.ru')

/** `a, b c` or lines -> a list. */
const words = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(/[\s,;]+/)
      .map((word) => word.trim().toLowerCase())
      .filter(Boolean),
  )

export const EmailSettings = z.object({
  address,
  user: z.string().trim().default(''),
  password: z.string().min(1, 'required'),
  fromName: z
    .string()
    .trim()
    .max(100)
    .regex(/^[^\r\n]*$/, 'one line')
    .default(''),
  imapHost: host,
  imapPort: port.default(993),
  imapSecurity: z.enum(['tls', 'starttls', 'none']).default('tls'),
  smtpHost: z.union([host, z.literal('')]).default(''),
  smtpPort: port.default(465),
  smtpSecurity: z.enum(['tls', 'starttls', 'none']).default('tls'),
  /** A server inside the company may take letters without a password. */
  smtpAuth: z.coerce.boolean().default(true),
  /** Letters this old are fetched at the first connection. 0: only new ones. */
  historyDays: z.coerce.number().int().min(0).max(3650).default(30),
  watchJunk: z.coerce.boolean().default(true),
  /** Names of our own receiving servers, whose word on the sender counts. */
  trustedAuthServers: words,
  /** Secret addresses of this mailbox, each given to one site only. */
  collectorAddresses: words,
  /** Check signatures of letters by asking the senders' DNS. */
  checkSignatures: z.coerce.boolean().default(true),
})

export type EmailSettings = z.output<typeof EmailSettings>

export function loginOf(settings: EmailSettings): string {
  return settings.user || settings.address
}
