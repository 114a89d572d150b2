/** «Проверить»: opens the box and the sending server with the values of the form, and says in words what is wrong. */
import { ChannelError, type ChannelIo, type TestResult } from '../channel.ts'
import { openMailbox } from './imap-client.ts'
import { testSmtp } from './send.ts'
import type { EmailSettings } from './settings.ts'

export async function testMailbox(settings: EmailSettings, io: ChannelIo): Promise<TestResult> {
  try {
    const count = await countLetters(settings, io)
    if (settings.smtpHost) await testSmtp(settings, io)
    const answers = settings.smtpHost
      ? { ru: 'отвечать можно', en: 'answers can be sent' }
      : {
          ru: 'отвечать нельзя, пока не указан сервер SMTP',
          en: 'answers cannot be sent until an SMTP server is named',
        }
    return {
      ok: true,
      detail: {
        ru: `Ящик открылся: писем во входящих — ${count}; ${answers.ru}`,
        en: `The mailbox opened: ${count} letters in the inbox; ${answers.en}`,
      },
    }
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error
    return { ok: false, field: fieldOf(error), message: error.words }
  }
}

async function countLetters(settings: EmailSettings, io: ChannelIo): Promise<number> {
  const client = await openMailbox(settings, io)
  try {
    const status = await client.status('INBOX', { messages: true })
    return status ? (status.messages ?? 0) : 0
  } finally {
    await client.logout().catch(() => undefined)
  }
}

function fieldOf(error: ChannelError): string | null {
  if (error.kind === 'auth') return 'password'
  if (error.kind === 'unreachable' || error.kind === 'forbidden') return 'imapHost'
  return error.kind === 'retry' ? 'smtpHost' : null
}
