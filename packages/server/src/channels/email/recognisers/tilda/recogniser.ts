/**
 * Tilda forms. Field names are chosen by the site's owner; only the frame around them is fixed:
 * a heading, the values, «Дополнительная информация», the request code, the page and its marks.
 */
import { foundForm } from '../form.ts'
import { pickFormLines, readFields } from '../labelled.ts'
import type { FormField } from '../labelled.ts'
import type { Found, RecogniseContext, Recogniser } from '../types.ts'
import type { LetterView } from '../view.ts'

const heading =
  /^\s*(?:request details|содержание заявки|информация о заказе|order details|состав заказа|сұраныс мазмұны)\s*:\s*$/iu
const extraHeading = /^\s*(?:additional information|дополнительная информация|қосымша ақпарат)\s*:\s*$/iu
const codeLine = /^\s*(?:request id|код заявки|transaction id)\s*:\s*(?<code>\d+:\d+)\s*$/iu
const orderLine =
  /^\s*\d{1,3}\.\s+(?<item>\S.{1,200}?)\s*(?:[:—–-]\s*)?(?<sum>\d[\d\s.,]*\s*(?:x|х|×|\*|шт|=|₽|руб|rub|р\.).{0,80})?$/iu

export const tilda: Recogniser = {
  id: 'tilda',
  version: 1,
  date: '2026-11-22',
  name: { ru: 'Tilda', en: 'Tilda' },
  senders: [],
  signedBy: ['tilda.ws', 'tilda.cc', 'tildacdn.com'],
  unproven: 'warn',
  marks: [{ in: 'text', pattern: codeLine }],
  sourceType: 'site_form',
  activityClass: 'site_form',
  network: 'tilda',
  extract: readTilda,
}

function readTilda(view: LetterView, context: RecogniseContext): Found | null {
  const lines = pickFormLines(view.bodies)
  const codeAt = lines.findIndex((line) => codeLine.test(line))
  if (codeAt < 0) return null
  const headingAt = lines.findIndex((line) => heading.test(line))
  const extraAt = lines.findIndex((line) => extraHeading.test(line))
  const bodyEnd = extraAt < 0 ? codeAt : extraAt
  const body = lines.slice(headingAt + 1, bodyEnd)
  const frame = lines.slice(bodyEnd)
  const items = body.flatMap((line) => orderLine.exec(line)?.groups?.['item'] ?? [])
  const rows = body.filter((line) => items.length === 0 || !orderLine.test(line))
  const fields = [...orderFields(body, items), ...readFields(rows).filter((field) => field.value !== '')]
  const code = codeLine.exec(lines[codeAt] ?? '')?.groups?.['code'] ?? ''
  const page = frame.map((line) => line.trim()).find((line) => /^https?:\/\/\S+$/.test(line)) ?? null
  const found = foundForm(view, context, {
    fields,
    marks: frameFields(frame),
    page,
    objectKey: `tilda:${code}`,
    productText: items[0] ?? null,
  })
  return items.length === 0
    ? found
    : {
        ...found,
        reason: { ru: 'заказ с сайта', en: 'an order on the site' },
        text: found.text || items.join('\n'),
      }
}

function orderFields(body: string[], items: string[]): FormField[] {
  const written = body.filter((line) => items.length > 0 && orderLine.test(line)).map((line) => line.trim())
  return written.length === 0 ? [] : [{ name: 'Состав заказа', value: written.join('\n') }]
}

/** Codes and advertising marks below the heading; the page is taken apart. */
function frameFields(frame: string[]): FormField[] {
  const rows = frame
    .map((line) => line.trim())
    .filter((line) => line !== '' && !extraHeading.test(line) && !/^(?:https?:\/\/|-{3,})/.test(line))
  return rows.flatMap((line) => {
    const match = /^([^:]{1,60}):\s*(.+)$/.exec(line)
    return match === null ? [] : [{ name: match[1] ?? '', value: match[2] ?? '' }]
  })
}
