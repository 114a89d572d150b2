/** What our own public endpoints store of a visitor: they have checked it, but the ledger may be older than the program. */
import { z } from 'zod'

const words = (max: number) => z.string().max(max).default('')

const Page = z.object({ url: words(2000), title: words(300), referrer: words(2000) })

const Utm = z.record(z.string().max(40), z.string().max(300))

const common = {
  id: z.string().min(1).max(200),
  visitorId: z.string().min(1).max(100),
  site: z.string().min(1).max(300),
  name: words(200),
  email: words(320),
  phone: words(40),
  text: words(20_000),
  page: Page.default({ url: '', title: '', referrer: '' }),
  utm: Utm.default({}),
}

const File = z.object({ name: z.string().max(200), mime: words(100), base64: z.base64() })

const Form = z.object({
  ...common,
  kind: z.enum(['form', 'callback', 'review', 'offline']),
  fields: z
    .array(z.object({ name: z.string().max(200), value: z.string().max(20_000) }))
    .max(60)
    .default([]),
  product: words(300),
  rating: z.number().int().min(1).max(5).nullable().default(null),
  files: z.array(File).max(5).default([]),
  /** Why it looks like a machine's: kept and marked, never thrown away. */
  suspected: z.string().max(100).nullable().default(null),
})
export type SiteForm = z.infer<typeof Form>

const Message = z.object({ ...common, kind: z.literal('message'), files: z.array(File).max(5).default([]) })
export type SiteMessage = z.infer<typeof Message>

/** The bot asked for a phone and got one (R167); `text` is what the person had asked in the chat. */
const Phone = z.object({ ...common, kind: z.literal('phone') })
export type SitePhone = z.infer<typeof Phone>

export const SiteEvent = z.discriminatedUnion('kind', [Form, Message, Phone])
export type SiteEvent = z.infer<typeof SiteEvent>
export type SiteEventInput = z.input<typeof SiteEvent>
