/** 1C-Bitrix feedback forms and web forms: the stock Russian templates, also from sites that still send windows-1251. */
import { foundForm } from '../form.ts'
import { pickFormLines, readFields } from '../labelled.ts'
import type { FormField } from '../labelled.ts'
import type { Found, RecogniseContext, Recogniser } from '../types.ts'
import type { LetterView } from '../view.ts'

const opening =
  /^(?:информационное сообщение сайта|вам было отправлено сообщение через форму обратной связи|заполнена (?:web|веб)-форма)/iu
const closing =
  /^(?:сообщение сгенерировано автоматически|письмо сформировано автоматически|для просмотра (?:результата )?воспользуйтесь|запрос отправлен)/iu
const messageLabel = /^\s*текст (?:сообщения|вопроса)\s*:\s*(?<rest>.*)$/iu

export const bitrixForm: Recogniser = {
  id: 'bitrix-form',
  version: 1,
  date: '2026-11-22',
  name: { ru: '1С-Битрикс', en: '1C-Bitrix' },
  senders: [],
  signedBy: 'site',
  unproven: 'warn',
  marks: [
    { in: 'header', header: 'x-event_name', pattern: /(?:FEEDBACK_FORM|FORM_FILLING)/i },
    { in: 'text', pattern: opening },
    { in: 'subject', pattern: /(?:сообщение из формы обратной связи|заполнена (?:web|веб)-форма)/iu },
  ],
  sourceType: 'site_form',
  activityClass: 'site_form',
  network: 'mail',
  extract: readForm,
}

function readForm(view: LetterView, context: RecogniseContext): Found {
  const all = pickFormLines(view.bodies).map((line) => line.trim())
  const end = all.findIndex((line) => closing.test(line))
  const lines = (end < 0 ? all : all.slice(0, end)).filter(
    (line) => !opening.test(line) && !/^-{5,}$/.test(line),
  )
  const at = lines.findIndex((line) => messageLabel.test(line))
  const message =
    at < 0
      ? null
      : [messageLabel.exec(lines[at] ?? '')?.groups?.['rest'] ?? '', ...lines.slice(at + 1)].join('\n').trim()
  const fields = readFields(at < 0 ? lines : lines.slice(0, at)).filter((field) => field.value !== '')
  return foundForm(view, context, {
    fields: message ? [...fields, messageField(message)] : fields,
    message: message || null,
  })
}

function messageField(value: string): FormField {
  return { name: 'Текст сообщения', value }
}
