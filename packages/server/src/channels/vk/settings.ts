import { z } from 'zod'

const Token = z
  .string()
  .trim()
  .regex(/^[\w.-]{20,600}$/)

export const VkSettings = z.object({
  /** Of the community. */
  token: Token,
  /** Of a person who administers the community: what VK does not trust to the community's own key. */
  userToken: Token.optional(),
  /** Of an application: reads public posts. */
  serviceToken: Token.optional(),
  /** `auto`: pushed where the installation has a public address, fetched elsewhere. */
  delivery: z.enum(['auto', 'poll']).default('auto'),
  apiUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .default('https://api.vk.ru')
    .transform((url) => url.replace(/\/+$/, '')),
})
export type VkSettings = z.infer<typeof VkSettings>
