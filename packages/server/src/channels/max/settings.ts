import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Hook } from '../channel.ts'

export const MaxSettings = z.object({
  /** Goes into a header, hence no spaces and no letters beyond ASCII. */
  token: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]{10,500}$/),
  /** Channels and groups a person named, so that rights can be checked: a link or a number. */
  chats: z
    .string()
    .max(2000)
    .default('')
    .transform((text) => text.split(/[\s,;]+/).flatMap((word) => toChatName(word) ?? [])),
  /** `auto`: pushed where the installation has a public address, fetched elsewhere. */
  delivery: z.enum(['auto', 'poll']).default('auto'),
  apiUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .default('https://platform-api2.max.ru')
    .transform((url) => url.replace(/\/+$/, '')),
})
export type MaxSettings = z.infer<typeof MaxSettings>

/** A mark of the bot, not its token: cursors and memory are not sealed. */
export function botMark({ token }: Pick<MaxSettings, 'token'>): string {
  return createHash('sha256').update(token).digest('hex').slice(0, 16)
}

/** MAX pushes only to port 443; elsewhere events are fetched. */
export function pushedTo(hook: Hook | null, { delivery }: Pick<MaxSettings, 'delivery'>): Hook | null {
  return hook !== null && delivery === 'auto' && new URL(hook.url).port === '' ? hook : null
}

function toChatName(word: string): string | null {
  const bare = word
    .replace(/^(?:https?:\/\/)?max\.ru\//i, '')
    .replace(/[/?#].*$/, '')
    .replace(/^@/, '')
  return /^-?[\w.-]{2,100}$/.test(bare) ? bare : null
}
