/** Raw letters, as a mail server hands them over. */

export interface LetterDraft {
  from: { name: string; address: string }
  to?: string
  subject: string
  date: Date
  /** Unique inside the demo. */
  id: string
  text?: string
  html?: string
  /** Domain that signed it, by the word of our own mail server; null: nobody did. */
  signedBy: string | null
  headers?: Record<string, string>
  /** Whole body with its own Content-Type, for delivery reports. */
  raw?: { contentType: string; body: string }
}

export const shopAddress = 'hello@polden.example'
/** Known to the shop's own site only: what comes here was sent by its forms. */
export const formsAddress = 'zayavki-k4w9@polden.example'
export const ownServer = 'mx.polden.example'

export function writeLetter(draft: LetterDraft): Buffer {
  const { from, subject, date, id, signedBy } = draft
  const domain = from.address.split('@')[1] ?? 'example'
  const to = draft.to ?? shopAddress
  const lines = [
    `Return-Path: <${from.address}>`,
    `Received: from mail.${domain} by ${ownServer} with ESMTPS id ${id}; ${date.toUTCString().replace('GMT', '+0000')}`,
    `Authentication-Results: ${ownServer}; ${signedBy ? `dkim=pass header.d=${signedBy}` : 'dkim=none'}`,
    `From: ${encode(from.name)} <${from.address}>`,
    `To: ${to}`,
    `Subject: ${encode(subject)}`,
    `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${id}@${domain}>`,
    ...Object.entries(draft.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
    'MIME-Version: 1.0',
  ]
  if (draft.raw)
    return Buffer.from([...lines, `Content-Type: ${draft.raw.contentType}`, '', draft.raw.body].join('\r\n'))
  const type = draft.html === undefined ? 'text/plain' : 'text/html'
  const body = Buffer.from(draft.html ?? draft.text ?? '')
    .toString('base64')
    .replaceAll(/.{76}/g, '$&\r\n')
  return Buffer.from(
    [
      ...lines,
      `Content-Type: ${type}; charset=utf-8`,
      'Content-Transfer-Encoding: base64',
      '',
      body,
      '',
    ].join('\r\n'),
  )
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '<br>')
}

/** RFC 2047, in pieces that fit a header line and never cut a character. */
function encode(text: string): string {
  if (/^[ -~]*$/.test(text)) return text
  const words: string[] = []
  let piece = ''
  for (const char of text) {
    if (Buffer.byteLength(piece + char) > 42) {
      words.push(piece)
      piece = ''
    }
    piece += char
  }
  return [...words, piece].map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join('\r\n ')
}
