/** Letters of the program itself (invitations, password reset, notices): by OTKLIK_SMTP_URL. Answers to people go by their channel instead. */
import type { Transporter } from 'nodemailer'
import type { Config } from './config.ts'
import { AppError } from './errors.ts'

export interface SystemLetter {
  to: string
  subject: string
  text: string
  html?: string
}

export interface Mailer {
  /** False when no server is set: the screen offers a link to copy instead. */
  available: boolean
  send(letter: SystemLetter): Promise<void>
}

export function createMailer(config: Config): Mailer {
  if (!config.smtpUrl) {
    return {
      available: false,
      send: () =>
        Promise.reject(
          new AppError('MAIL_NOT_SET_UP', { message: 'Set OTKLIK_SMTP_URL so that Otklik can send letters' }),
        ),
    }
  }
  const { smtpUrl } = config
  let transport: Transporter | undefined
  const from = config.mailFrom ?? 'Otklik <otklik@localhost>'
  return {
    available: true,
    send: async (letter) => {
      transport ??= (await import('nodemailer')).createTransport(smtpUrl)
      await transport.sendMail({ ...letter, from, headers: { 'Auto-Submitted': 'auto-generated' } })
    },
  }
}
