/** Which field is the name, the phone, the mail and the words, whatever the owner of the form called them. Pure. */

export interface PersonFields {
  name: string
  email: string
  phone: string
  text: string
  /** What is none of these, as it was. */
  rest: { name: string; value: string }[]
}

const roles = {
  name: /^(name|fio|your[-_ ]?name|имя|фио|аты|есіміңіз)$/i,
  email: /^(e-?mail|your[-_ ]?email|mail|почта|эл(ектронная)?\.? ?почта)$/i,
  phone: /^(phone|tel|telephone|your[-_ ]?phone|телефон|тел)$/i,
  text: /^(message|text|textarea|comment|question|your[-_ ]?message|сообщение|вопрос|комментарий|отзыв)$/i,
}
type Part = keyof typeof roles
const parts: readonly Part[] = ['name', 'email', 'phone', 'text']

export function splitFields(fields: Record<string, string>): PersonFields {
  const found: PersonFields = { name: '', email: '', phone: '', text: '', rest: [] }
  for (const [name, raw] of Object.entries(fields)) {
    const value = clean(raw)
    if (value === '') continue
    const part = parts.find((one) => roles[one].test(name.trim()) && found[one] === '' && fits(one, value))
    if (part) found[part] = value
    else found.rest.push({ name: clean(name) || 'field', value })
  }
  return found
}

/** What is no address stays a plain field: its words are kept, and nobody is written to. */
function fits(part: Part, value: string): boolean {
  if (part === 'email')
    return /^[^\s@<>"]{1,64}@[^\s@<>"]+\.[^\s@<>"]{2,}$/.test(value) && value.length <= 320
  if (part === 'phone') return value.replaceAll(/\D/g, '').length >= 10 && value.length <= 40
  return part === 'text' || value.length <= 200
}

/** Zero characters and halves of pairs have no place in a database. */
function clean(value: string): string {
  return value.toWellFormed().replaceAll('\0', '').trim()
}
