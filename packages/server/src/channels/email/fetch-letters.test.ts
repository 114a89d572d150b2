import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { missingMailServer, startMailServer, type MailServer } from '../../test/mail-server.ts'
import { fetchNewLetters } from './fetch-letters.ts'
import { openMailbox } from './imap-client.ts'
import { EmailSettings } from './settings.ts'

describe.skipIf(missingMailServer({ smtp: false }) !== undefined)('reading a folder', () => {
  let mail: MailServer

  beforeAll(async () => {
    mail = await startMailServer()
  })
  afterAll(() => mail.stop())

  test('a connection lost between two batches is an error, not an empty rest of the folder', async () => {
    const letter = (n: number) =>
      `From: a@example.test\r\nMessage-ID: <${n}@example.test>\r\n\r\nText ${n}\r\n`
    mail.drop(
      'lost',
      Array.from({ length: 60 }, (_, n) => letter(n)),
    )
    const settings = EmailSettings.parse({
      address: 'lost@local.test',
      password: mail.password,
      imapHost: '127.0.0.1',
      imapPort: mail.imapPort,
      imapSecurity: 'none',
    })
    const client = await openMailbox(settings, { resolve: async (address) => ({ address, family: 4 }) })
    const batches = fetchNewLetters(client, { path: 'INBOX', isJunk: false }, null, { since: null })
    const first = await batches.next()
    expect(first.value).toMatchObject({ cursor: { lastUid: 50 }, left: 10 })
    client.close()
    await expect(batches.next()).rejects.toThrow('lost')
  })
})
