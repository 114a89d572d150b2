import { z } from 'zod'

const Secret = z.string().trim().max(2000)
/** An empty field of the form says the same as none. */
const Optional = Secret.default('')

export const OkSettings = z.object({
  /** Of the group: messages. */
  groupToken: Secret.min(8),
  /** Of an application and an administrator: comments. All three or none. */
  applicationKey: Optional,
  applicationSecret: Optional,
  accessToken: Optional,
  /** `auto`: pushed where the installation has a public address, fetched elsewhere. */
  delivery: z.enum(['auto', 'poll']).default('auto'),
  /** Pushes from elsewhere are refused as if the address were wrong. */
  checkSource: z.boolean().default(false),
  apiUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .default('https://api.ok.ru')
    .transform((url) => url.replace(/\/+$/, '')),
})
export type OkSettings = z.infer<typeof OkSettings>

export function hasRestKeys({ applicationKey, applicationSecret, accessToken }: OkSettings): boolean {
  return applicationKey !== '' && applicationSecret !== '' && accessToken !== ''
}
