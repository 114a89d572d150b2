/** Letters of people and firms, and of machines. */
import { ownServer, shopAddress, type LetterDraft } from '../letter.ts'
import type { Act } from './networks.ts'
import { box } from './forms.ts'

export function personLetter(act: Act): LetterDraft {
  const first = act.author.name.split(' ')[0] ?? ''
  const words = act.text.replace(
    /^(?:Здравствуйте!|Добрый день!|Добрый вечер\.|Привет!|Подскажите, пожалуйста\.|Вопрос такой\.) /,
    '',
  )
  const text = `Добрый день!\n\n${words}\n\n${act.serial % 2 === 0 ? 'Спасибо,\n' : '-- \nС уважением,\n'}${act.serial % 3 === 0 ? act.author.name : first}\n`
  return {
    from: { name: act.author.name, address: box(act.author) },
    subject: subjectOf(words),
    date: act.date,
    id: `pm${act.serial}`,
    text,
    signedBy: 'pochta.example',
  }
}

export interface Firm {
  name: string
  person: string
  address: string
  role: string
}

export function firmLetter(
  firm: Firm,
  letter: { subject: string; text: string; date: Date; serial: number },
): LetterDraft {
  const text = `${letter.text}\n\n--\n${firm.person}\n${firm.role}, ${firm.name}\n${firm.address}\n`
  return {
    from: { name: `${firm.person} (${firm.name})`, address: firm.address },
    subject: letter.subject,
    date: letter.date,
    id: `firm${letter.serial}`,
    text,
    signedBy: firm.address.split('@')[1] ?? null,
  }
}

export function bounce(date: Date, serial: number, recipient: string): LetterDraft {
  const boundary = `dsn-${serial}`
  const body = [
    `--${boundary}`,
    'Content-Type: text/plain; charset=us-ascii',
    '',
    `Your message could not be delivered to ${recipient}.`,
    '',
    `--${boundary}`,
    'Content-Type: message/delivery-status',
    '',
    `Reporting-MTA: dns; ${ownServer}`,
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 user unknown',
    '',
    `--${boundary}`,
    'Content-Type: text/rfc822-headers',
    '',
    `From: <${shopAddress}>`,
    `To: <${recipient}>`,
    'Subject: Re: zakaz',
    `Message-ID: <sent-${serial}@polden.example>`,
    '',
    `--${boundary}--`,
    '',
  ].join('\r\n')
  return {
    from: { name: 'Mail Delivery System', address: `mailer-daemon@${ownServer}` },
    subject: 'Undelivered Mail Returned to Sender',
    date,
    id: `dsn${serial}`,
    signedBy: null,
    headers: { 'Auto-Submitted': 'auto-replied' },
    raw: { contentType: `multipart/report; report-type=delivery-status; boundary="${boundary}"`, body },
  }
}

export function autoReply(act: Act): LetterDraft {
  return {
    from: { name: act.author.name, address: box(act.author) },
    subject: 'Автоответ: Re: Ваш заказ',
    date: act.date,
    id: `ar${act.serial}`,
    text: `Здравствуйте! Я в отпуске и отвечу, когда вернусь.\n\n${act.author.name}\n`,
    signedBy: 'pochta.example',
    headers: { 'Auto-Submitted': 'auto-replied' },
  }
}

export function mailing(
  date: Date,
  serial: number,
  issue: { from: string; domain: string; subject: string; text: string },
): LetterDraft {
  return {
    from: { name: issue.from, address: `news@${issue.domain}` },
    subject: issue.subject,
    date,
    id: `ls${serial}`,
    text: `${issue.text}\n\nОтписаться: https://${issue.domain}/unsubscribe\n`,
    signedBy: issue.domain,
    headers: {
      'List-Unsubscribe': `<https://${issue.domain}/unsubscribe>`,
      'List-Id': `news <news.${issue.domain}>`,
      Precedence: 'bulk',
    },
  }
}

export function loginCode(date: Date, serial: number): LetterDraft {
  const code = 100_000 + ((serial * 7919) % 899_999)
  return {
    from: { name: 'Кабинет поставщика', address: 'noreply@kabinet.example' },
    subject: 'Код для входа в кабинет',
    date,
    id: `lc${serial}`,
    text: `Ваш код подтверждения: ${code}\n\nНикому не сообщайте код. Он действует 10 минут.\n`,
    signedBy: 'kabinet.example',
  }
}

function subjectOf(text: string): string {
  const first = text.split(/[.?!\n]/)[0]?.trim() ?? 'Вопрос'
  return first.length > 60 ? `${first.slice(0, 57)}…` : first
}
