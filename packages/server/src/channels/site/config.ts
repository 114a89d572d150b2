/** What the owner of a site decides: where the widget may stand, what it offers, and the exact words people agree to. */
import { z } from 'zod'

const text = (max: number) => z.string().trim().max(max)
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM')

/** «https://shop.ru, https://www.shop.ru»: exact origins, as a browser sends them. */
const Origins = z
  .string()
  .transform((line) => line.split(/[\s,;]+/).filter(Boolean))
  .pipe(z.array(z.string().transform(toOrigin)).min(1).max(20))

export const Config = z
  .strictObject({
    origins: Origins,
    language: z.enum(['auto', 'ru', 'en', 'kk']).default('auto'),
    color: z
      .string()
      .regex(/^#[0-9a-f]{6}$/i, '#rrggbb')
      .default('#1864ab'),
    corner: z.enum(['right', 'left']).default('right'),
    scheme: z.enum(['auto', 'light', 'dark']).default('auto'),
    title: text(100).default(''),
    greeting: text(500).default(''),
    chat: z.boolean().default(true),
    form: z.boolean().default(true),
    callback: z.boolean().default(true),
    reviews: z.boolean().default(false),
    askPhone: text(500).default(''),
    workDays: z.enum(['daily', 'weekdays', 'six']).default('daily'),
    workFrom: time.default('00:00'),
    workTo: time.default('00:00'),
    hoursWords: text(200).default(''),
    operatorName: text(300).min(1),
    operatorAddress: text(500).min(1),
    policyUrl: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .optional(),
    dataList: text(1000).default(''),
    actionList: text(1000).default(''),
    termWords: text(300).default(''),
    withdrawalWords: text(500).default(''),
    textVersion: text(40).min(1).default('1'),
    processingText: text(4000).min(20),
    advertisingText: text(4000).default(''),
    visitsText: text(4000).default(''),
  })
  // One tick is one consent (156-FZ): words on advertising belong to the box of their own.
  .refine(({ processingText }) => !asksForAdvertising(processingText), {
    path: ['processingText'],
    error: 'one box covers two consents',
  })
  .refine(hasTextForEach, { path: ['advertisingText'], error: 'two consents share one text' })
export type Config = z.infer<typeof Config>

function hasTextForEach(texts: Record<'processingText' | 'advertisingText' | 'visitsText', string>): boolean {
  const asked = [texts.processingText, texts.advertisingText, texts.visitsText].filter((one) => one !== '')
  return new Set(asked).size === asked.length
}

/** «…и не рекламу» cannot be told from «…и рекламу»: the owner chooses other words. */
function asksForAdvertising(words: string): boolean {
  return /реклам|рассыл|маркетинг|жарнама|advertis|newsletter|marketing/i.test(words)
}

function toOrigin(value: string, check: z.RefinementCtx): string {
  const url = URL.canParse(value) ? new URL(value) : null
  if (url && /^https?:$/.test(url.protocol)) return url.origin
  check.addIssue('an address such as https://shop.ru')
  return z.NEVER
}
