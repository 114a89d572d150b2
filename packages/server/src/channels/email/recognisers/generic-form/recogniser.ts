/** Any site's form: lines «Имя: значение» under a sender that is a machine, a secret address, or a subject about a form. */
import { foundForm, isRobot } from '../form.ts'
import { countKnown, meaningOf, readFields } from '../labelled.ts'
import type { FormField } from '../labelled.ts'
import type { Found, RecogniseContext, Recogniser } from '../types.ts'
import type { LetterView } from '../view.ts'

const formSubject =
  /(?:заявк|форм[аыеу]|обратн(?:ая|ой) связ|с сайта|на сайте|заказ|звонок|form|request|submission|order|feedback|callback|website|enquiry|inquiry|өтінім|сайттан|тапсырыс)/iu
const siteMailbox =
  /^(?:info|site|web|form|forms|zayavk[ai]|order|orders|zakaz|admin|robot|mail|sales|hello|shop|webmaster|callback|lead|leads)(?:[+._-].*)?@/i
/** Above the values there may be a greeting and a heading, not a letter. */
const introLimit = 6

export const genericForm: Recogniser = {
  id: 'generic-form',
  version: 1,
  date: '2026-11-22',
  name: { ru: 'Форма на сайте', en: 'Site form' },
  senders: [],
  signedBy: 'site',
  unproven: 'warn',
  sourceType: 'site_form',
  activityClass: 'site_form',
  network: 'mail',
  extract: readForm,
}

function readForm(view: LetterView, context: RecogniseContext): Found | null {
  const fields = findForm(view)
  return fields === null ? null : foundForm(view, context, { fields })
}

/** The form's values, or null when the letter is no form. */
export function findForm(view: LetterView): FormField[] | null {
  if (view.letter.inReplyTo !== null || !isFromSite(view)) return null
  return view.bodies.map((lines) => formIn(lines)).find((found) => found !== null) ?? null
}

function isFromSite(view: LetterView): boolean {
  const { letter } = view
  const address = letter.from?.address ?? ''
  const repliesElsewhere = letter.replyTo.some((one) => one.address !== address)
  return (
    letter.trust.proof === 'collector' ||
    isRobot(address) ||
    siteMailbox.test(address) ||
    repliesElsewhere ||
    formSubject.test(view.subject)
  )
}

/** Two meanings we know, one of them a way to reach the person, standing near the top. */
function formIn(lines: string[]): FormField[] | null {
  const written = lines.filter((line) => line.trim() !== '')
  const start = written.findIndex((line) => {
    const name = /^[\s*•–-]*([^:\t]{1,60}?)\s*[:\t]/u.exec(line)?.[1]
    return name !== undefined && meaningOf(name) !== null
  })
  if (start < 0 || start > introLimit) return null
  const end = written.findIndex(
    (line, index) => index > start && /^(?:--+|_{3,}|={3,})\s*$/.test(line.trim()),
  )
  const fields = readFields(written.slice(start, end < 0 ? undefined : end))
  const reachable = fields.some(
    (field) => field.value !== '' && ['phone', 'email', 'name'].includes(meaningOf(field.name) ?? ''),
  )
  return reachable && countKnown(fields) >= 2 ? fields.filter((field) => field.value !== '') : null
}
