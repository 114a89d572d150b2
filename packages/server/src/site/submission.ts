/** One form in any of the three encodings of a browser, as one shape. */
import { z } from 'zod'
import { AppError, invalid } from '../platform/errors.ts'
import type { RawCall } from '../platform/http/raw-route.ts'

const maxText = 64 * 1024
const maxFields = 60
const maxFiles = 5
export const maxFormBody = 11 * 1024 * 1024
const maxFileBytes = 10 * 1024 * 1024

const words = (max: number) => z.string().max(max).default('')
const Scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String)

const Submission = z.object({
  kind: z.enum(['form', 'callback', 'review', 'offline']).default('form'),
  fields: z.record(z.string().max(200), Scalar.pipe(z.string().max(20_000))).default({}),
  page: z
    .object({ url: words(2000), title: words(300), referrer: words(2000) })
    .default({ url: '', title: '', referrer: '' }),
  utm: z.record(z.string().max(40), words(300)).default({}),
  /** Of the widget: whose talk this belongs to. */
  session: z.string().max(500).optional(),
  /** One answer for each purpose: a single box for everything is refused. */
  consent: z.strictObject({
    processing: z.boolean(),
    advertising: z.boolean().default(false),
    /** Hash of the words that were shown; without it the words of today. */
    processingHash: z.string().max(100).optional(),
    advertisingHash: z.string().max(100).optional(),
    /** When the person ticked the box. What was on from the start has no such moment. */
    tickedAt: z.number().int().positive().optional(),
  }),
  product: words(300),
  rating: z.number().int().min(1).max(5).nullable().default(null),
  submissionId: z.string().min(8).max(100).optional(),
  /** Seconds since 1970 when the form was shown. */
  renderedAt: z.number().positive().optional(),
  /** A box people do not see: only machines fill it in. */
  website: words(2000),
  /** Where to go afterwards, for pages without scripts. */
  back: words(2000),
})
export interface Submission extends z.infer<typeof Submission> {
  files: { name: string; mime: string; base64: string }[]
  /** Sent by a plain form: it is answered with a page. */
  plain: boolean
}

export async function readSubmission(call: RawCall): Promise<Submission> {
  const type = call.http.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  const body = new Uint8Array(await call.request.arrayBuffer())
  if (type !== 'multipart/form-data' && body.byteLength > maxText)
    throw new AppError('TOO_LARGE', { message: 'A form has at most 64 KB' })
  if (type === 'application/json' || type === 'text/plain')
    return { ...check(parseJson(body)), files: [], plain: false }
  if (type !== 'application/x-www-form-urlencoded' && type !== 'multipart/form-data')
    throw invalid('Send JSON or a form')
  const form = await new Response(body, {
    headers: { 'content-type': call.http.headers.get('content-type') ?? '' },
  })
    .formData()
    .catch(() => {
      throw invalid('The form cannot be read')
    })
  return fromForm(form)
}

/** Names that begin with `_` are ours, the rest are fields of the owner. */
async function fromForm(form: FormData): Promise<Submission> {
  const texts = [...form].flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  )
  if (texts.reduce((sum, [name, value]) => sum + Buffer.byteLength(name + value), 0) > maxText)
    throw new AppError('TOO_LARGE', { message: 'A form has at most 64 KB' })
  const own = new Map(texts.filter(([name]) => name.startsWith('_')))
  const number = (name: string) => (own.get(name) ? Number(own.get(name)) : undefined)
  const value = {
    kind: own.get('_kind') ?? 'form',
    fields: Object.fromEntries(texts.filter(([name]) => !name.startsWith('_'))),
    page: { url: own.get('_page') ?? '', title: '', referrer: '' },
    consent: {
      processing: own.has('_consent_processing'),
      advertising: own.has('_consent_advertising'),
      ...(own.has('_processing_hash') && { processingHash: own.get('_processing_hash') }),
      ...(own.has('_advertising_hash') && { advertisingHash: own.get('_advertising_hash') }),
    },
    product: own.get('_product') ?? '',
    rating: number('_rating') ?? null,
    submissionId: own.get('_submission'),
    renderedAt: number('_rendered'),
    website: own.get('_website') ?? '',
    back: own.get('_back') ?? '',
  }
  return { ...check(value), files: await filesOf(form), plain: true }
}

async function filesOf(form: FormData): Promise<Submission['files']> {
  const sent = [...form.values()].filter((value) => typeof value !== 'string' && value.size > 0)
  if (sent.length > maxFiles) throw invalid(`A form has at most ${maxFiles} files`)
  const files: Submission['files'] = []
  for (const file of sent) {
    if (typeof file === 'string') continue
    if (file.size > maxFileBytes) throw new AppError('TOO_LARGE', { message: 'A file has at most 10 MB' })
    const base64 = Buffer.from(await file.arrayBuffer()).toString('base64')
    files.push({ name: file.name.slice(0, 200), mime: file.type.slice(0, 100), base64 })
  }
  return files
}

function check(value: unknown): z.infer<typeof Submission> {
  const parsed = Submission.safeParse(value)
  if (parsed.success && Object.keys(parsed.data.fields).length > maxFields)
    throw invalid(`A form has at most ${maxFields} fields`)
  if (parsed.success) return parsed.data
  const place = parsed.error.issues[0]?.path.join('.') ?? ''
  const message = place.startsWith('consent')
    ? 'Ask for each consent with a box of its own: consent.processing and consent.advertising'
    : `Cannot read ${place}`
  throw invalid(message, { [place]: parsed.error.issues[0]?.message ?? 'wrong' })
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    throw invalid('This is not JSON in UTF-8')
  }
}
