/** The letter that tells one or many notices. */
import { z } from 'zod'
import { NoticeKind } from '@otklik/contract'
import type { SystemLetter } from '../platform/mailer.ts'
import { defineJob } from '../platform/jobs.ts'
import { countWords, noticePath, noticeTitle, type Locale, type Told } from './notice-words.ts'

const Item = z.object({
  kind: NoticeKind,
  count: z.number().int(),
  who: z.string(),
  text: z.string(),
  sourceType: z.string().nullable(),
  interestId: z.string().nullable(),
  conversationId: z.string().nullable().default(null),
})

export const sendLetterJob = defineJob({
  name: 'notices.send-letter',
  payload: z.object({
    workspaceId: z.string(),
    to: z.string(),
    locale: z.enum(['ru', 'en']),
    workspaceName: z.string(),
    items: z.array(Item),
  }),
  timeout: 60,
  retries: 8,
  retryDelay: 30,
  async handle(platform, { to, locale, workspaceName, items }) {
    await platform.mailer.send({
      to,
      ...composeLetter(items, { locale, workspaceName, url: (path) => platform.url(path) }),
    })
  },
})

export interface LetterPlace {
  locale: Locale
  workspaceName: string
  url(path: string): string
}

export function composeLetter(items: readonly Told[], place: LetterPlace): Omit<SystemLetter, 'to'> {
  const [first] = items
  if (!first) throw new Error('a letter about nothing')
  const { locale, workspaceName } = place
  const total = items.reduce((sum, { count }) => sum + count, 0)
  const subject = items.length === 1 ? noticeTitle(first, locale) : manyWords(total, locale)
  const settings = place.url('/settings/notices')
  const words =
    locale === 'ru'
      ? {
          open: 'Открыть',
          why: 'Вы получили это письмо по своим настройкам уведомлений',
          hint: 'На это письмо отвечать не нужно.',
        }
      : {
          open: 'Open',
          why: 'You get this letter by your own notice settings',
          hint: 'Please do not reply to this letter.',
        }
  const parts = items.map((item) => ({
    title: noticeTitle(item, locale),
    text: item.count > 1 && item.kind === 'new_card' ? '' : item.text,
    url: place.url(noticePath(item)),
  }))
  return {
    // A line break in a name would start a header of its own.
    subject: `${subject} · ${workspaceName}`.replaceAll(/[\r\n]+/g, ' ').slice(0, 200),
    text: [
      ...parts.flatMap(({ title, text, url }) => [title, ...(text ? [text] : []), url, '']),
      '—',
      words.hint,
      `${words.why}: ${settings}`,
    ].join('\n'),
    html: [
      '<div style="font-family:sans-serif;font-size:15px;line-height:1.45;color:#1c2126;max-width:560px">',
      ...parts.map(
        ({ title, text, url }) =>
          `<p style="margin:0 0 18px"><strong>${escape(title)}</strong>${text ? `<br>${escape(text)}` : ''}<br><a href="${escape(url)}">${words.open}</a></p>`,
      ),
      `<p style="margin:24px 0 0;font-size:13px;color:#5c6770">${escape(words.hint)}<br><a style="color:#5c6770" href="${escape(settings)}">${escape(words.why)}</a></p></div>`,
    ].join('\n'),
  }
}

function manyWords(total: number, locale: Locale): string {
  if (locale === 'en') return `${total} new notices`
  return countWords(total, { one: 'новое уведомление', few: 'новых уведомления', many: 'новых уведомлений' })
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => signs[sign] ?? sign)
}
