import { z } from 'zod'

const tokenForm = /^(\d{1,20}):[\w-]{6,100}$/

export const TelegramSettings = z.object({
  token: z.string().trim().regex(tokenForm),
  /** Channels and groups a person named, so that rights can be checked: `@shop`, `-1001234567890`. */
  chats: z
    .string()
    .max(2000)
    .default('')
    .transform((text) => text.split(/[\s,;]+/).flatMap((word) => toChatName(word) ?? [])),
  /** `auto`: pushed where the installation has a public address, fetched elsewhere. */
  delivery: z.enum(['auto', 'poll']).default('auto'),
  /** What an answer deep in a thread of a group is; Telegram does not tell a discussion of a channel from other threads. */
  threads: z.enum(['comments', 'messages']).default('comments'),
  apiUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .default('https://api.telegram.org')
    .transform((url) => url.replace(/\/+$/, '')),
})
export type TelegramSettings = z.infer<typeof TelegramSettings>

/** A token begins with the id of its bot. */
export function botIdOf({ token }: Pick<TelegramSettings, 'token'>): string {
  return tokenForm.exec(token)?.[1] ?? ''
}

function toChatName(word: string): string | null {
  const bare = word.replace(/^(?:https?:\/\/)?t\.me\//i, '').replace(/\/.*$/, '')
  if (/^-?\d+$/.test(bare)) return bare
  const name = bare.replace(/^@/, '')
  return /^\w{4,}$/.test(name) ? `@${name}` : null
}
