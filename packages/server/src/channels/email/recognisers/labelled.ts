/** Forms arrive as labelled lines: «Имя: Анна». Labels are chosen by the site's owner, so meaning is guessed from a dictionary. */
import type { Inbound } from '../../channel.ts'
import { findLinks } from './links.ts'
import { findEmail, normalisePhone } from './people.ts'

export type FormField = Inbound['fields'][number]

type Meaning = 'name' | 'surname' | 'phone' | 'email' | 'message' | 'product' | 'page' | 'subject'

/** Russian, English and Kazakh labels as they are seen on sites; compared in lower case, without marks. */
const dictionary: Readonly<Record<Meaning, RegExp>> = {
  email:
    /^(?:(?:ваш[ае]? |your |автор |контактный |сіздің )?(?:e-?mail|почта|эл(?:\.|ектронная|\.?\s?) ?(?:почта|адрес)|имейл|емейл|mail|электрондық (?:пошта|мекенжай)|пошта)(?: автора| address|:)?|адрес электронной почты|email_?\d*)$/u,
  phone:
    /^(?:(?:ваш |your |контактный |номер |мобильный |сіздің )*(?:телефон(?:а|ыңыз|ы)?|тел|phone|telephone|tel|mobile|whatsapp|ватсап|ұялы телефон|байланыс телефоны)(?: номера| number| нөмірі|_?\d+)?|номер|phone_?\w*)$/u,
  surname: /^(?:(?:ваша |your )?(?:фамилия|last ?name|surname|second ?name|тегі))$/u,
  name: /^(?:(?:ваше |ваши |your |контактное |сіздің |full |first )?(?:имя(?: и фамилия|, фамилия)?|фио|ф\.и\.о|name|firstname|атыңыз|аты-жөні|аты|есіміңіз|есімі)|как (?:вас|к вам) (?:зовут|обращаться)|контактное лицо|автор|author|from|от кого|отправитель|клиент|name_?\d+|your-name)$/u,
  message:
    /^(?:(?:ваш[еа]?\s?|your[ -]|текст |сіздің )?(?:сообщени[ея]|вопрос[а]?|комментари[йя]|message(?: body)?|comment[s]?|question|пожелани[ея]|отзыв[а]?|review|обращени[ея]|запрос|хабарлама(?:ңыз)?|сұрақ(?:ыңыз)?|пікір(?:іңіз)?|мәтін|textarea_?\d*|text|текст|примечание|описание|details)(?: к заказу)?|содержание)$/u,
  product:
    /^(?:товар|продукт|услуга|product|item|service|наименование(?: товара)?|модель|тауар|қызмет|тур|курс|интересует)$/u,
  page: /^(?:страница|адрес страницы|url(?: страницы)?|page(?: url)?|ссылка|referer|со страницы|откуда|бет|site|сайт)$/u,
  subject: /^(?:тема|тема (?:сообщения|обращения)|subject|your-subject|тақырып|форма|form(?: name)?)$/u,
}

const labelPattern = /^[\s*•–-]*([\p{L}\p{N}][^:\t\n]{0,60}?)\s*(?::\s*\t?|\t)\s*(.*)$/u
const identifier = /^[a-z][\w-]*$/i

export interface FormDetails {
  name: string | null
  phone: string | null
  email: string | null
  message: string | null
  product: string | null
  page: string | null
}

/**
 * Fields in the order they were written. A line without a label continues the value above it; inside a long
 * message only a label we know, or one that looks like a variable, begins a new field.
 */
export function readFields(lines: readonly string[]): FormField[] {
  const fields: FormField[] = []
  for (const line of lines) {
    const last = fields.at(-1)
    const next = asField(line, last)
    if (next !== null) fields.push(next)
    else if (last !== undefined) last.value = `${last.value}\n${line.trim()}`
  }
  return fields.map(({ name, value }) => ({ name, value: value.trim() }))
}

/** What the labels mean, as far as the dictionary knows them; unknown ones stay in the fields. */
export function readDetails(fields: readonly FormField[]): FormDetails {
  const value = (meaning: Meaning) =>
    fields.find((field) => field.value !== '' && meaningOf(field.name) === meaning)?.value ?? null
  const phones = fields
    .filter((field) => meaningOf(field.name) === 'phone')
    .map((field) => normalisePhone(field.value))
  const emails = fields
    .filter((field) => meaningOf(field.name) === 'email')
    .map((field) => findEmail(field.value))
  const messages = fields.filter((field) => field.value !== '' && meaningOf(field.name) === 'message')
  return {
    name: [value('name'), value('surname')].filter((part) => part !== null).join(' ') || null,
    phone: phones.find((phone) => phone !== null) ?? null,
    email: emails.find((email) => email !== null) ?? null,
    message: messages.map((field) => field.value).join('\n\n') || null,
    product: value('product'),
    page: fields.map((field) => pageIn(field)).find((page) => page !== null) ?? null,
  }
}

export function meaningOf(label: string): Meaning | null {
  const flat = label
    .toLowerCase()
    .replace(/[*()«»"[\]]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  const found = Object.entries(dictionary).find(([, pattern]) => pattern.test(flat))
  return (found?.[0] as Meaning | undefined) ?? null
}

/** Number of lines that carry a label of the dictionary. */
export function countKnown(fields: readonly FormField[]): number {
  return new Set(fields.map((field) => meaningOf(field.name)).filter((meaning) => meaning !== null)).size
}

/** The reading of the body that shows more of the labels we know: a table is lost in some texts made of HTML. */
export function pickFormLines(bodies: readonly string[][]): string[] {
  const rated = bodies.map((lines) => ({ lines, known: countKnown(readFields(lines)) }))
  return rated.reduceRight(
    (best, next) => (next.known > best.known ? next : best),
    rated.at(-1) ?? { lines: [], known: 0 },
  ).lines
}

function asField(line: string, last: FormField | undefined): FormField | null {
  const match = labelPattern.exec(line)
  const name = match?.[1]?.trim()
  if (match === null || name === undefined || /^https?$/i.test(name) || /^\d{1,2}$/.test(name)) return null
  const isKnown = meaningOf(name) !== null
  const isInMessage = last !== undefined && meaningOf(last.name) === 'message'
  if (isInMessage && !isKnown && !identifier.test(name)) return null
  if (!isKnown && name.split(/\s+/).length > 6) return null
  return { name: name.replace(/\s*\*$/, ''), value: match[2] ?? '' }
}

function pageIn(field: FormField): string | null {
  if (meaningOf(field.name) !== 'page') return null
  return findLinks(field.value)[0] ?? null
}
