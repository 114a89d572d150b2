/** Contact Form 7: the stock template, or the owner's own lines under the header the plugin always writes. */
import { foundForm } from '../form.ts'
import { pickFormLines, readFields } from '../labelled.ts'
import { findLinks } from '../links.ts'
import { findEmail } from '../people.ts'
import type { Found, RecogniseContext, Recogniser } from '../types.ts'
import type { LetterView } from '../view.ts'

const footer =
  /^(?:this is a notification that a contact form was submitted on your website|это (?:уведомление|сообщение) (?:о том, что|отправлено).*форм)/iu
const bodyLabel = /^\s*(?:message body|текст сообщения|сообщение|хабарлама)\s*:\s*(?<rest>.*)$/iu
const fromLine =
  /^\s*(?:from|от|от кого|кімнен)\s*:\s*(?<name>.*?)\s*[[<(]?(?<email>[^\s[\]<>()]+@[^\s[\]<>()]+)[\])>]?\s*$/iu

export const contactForm7: Recogniser = {
  id: 'contact-form-7',
  version: 1,
  date: '2026-11-22',
  name: { ru: 'Contact Form 7', en: 'Contact Form 7' },
  senders: [],
  signedBy: 'site',
  unproven: 'warn',
  marks: [
    { in: 'header', header: 'x-wpcf7-content-type', pattern: /./ },
    { in: 'text', pattern: footer },
  ],
  sourceType: 'site_form',
  activityClass: 'site_form',
  network: 'mail',
  extract: readForm,
}

function readForm(view: LetterView, context: RecogniseContext): Found {
  const lines = pickFormLines(view.bodies)
  const footerAt = lines.findIndex((line) => footer.test(line.trim()))
  const own = (footerAt < 0 ? lines : lines.slice(0, footerAt)).map((line) =>
    line.trim() === '--' ? '' : line,
  )
  const bodyAt = own.findIndex((line) => bodyLabel.test(line))
  const head = bodyAt < 0 ? own : own.slice(0, bodyAt)
  const message =
    bodyAt < 0
      ? null
      : [bodyLabel.exec(own[bodyAt] ?? '')?.groups?.['rest'] ?? '', ...own.slice(bodyAt + 1)]
          .join('\n')
          .trim()
  const from = own.map((line) => fromLine.exec(line)?.groups).find((groups) => groups !== undefined)
  const bodyFields = message === null || message === '' ? [] : [{ name: 'Сообщение', value: message }]
  const site = footerAt < 0 ? null : (findLinks(lines.slice(footerAt).join('\n'))[0] ?? null)
  return foundForm(view, context, {
    fields: [...readFields(head).filter((field) => field.value !== ''), ...bodyFields],
    page: site,
    message: message || null,
    known: { name: from?.['name']?.trim() || null, email: findEmail(from?.['email'] ?? '') },
  })
}
