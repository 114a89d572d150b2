/** A small client of VK's methods: forms in, JSON out, everything through the core's way out. */
import { z } from 'zod'
import { ChannelError, type ChannelIo } from '../channel.ts'
import { explainBreak, explainRefusal, strangeAnswer } from './errors.ts'
import type { VkSettings } from './settings.ts'

export const apiVersion = '5.199'
const usualMs = 30_000
/** VK's limit of calls in a second passes in a second. */
const calmMs = 1000
const calmTries = 3

export type Params = Record<string, string | number | undefined>

export interface Vk {
  /** Throws ChannelError only. Undefined parameters are left out. */
  ask<T extends z.ZodType>(method: string, params: Params, schema: T): Promise<z.infer<T>>
}

export type Who = 'community' | 'user' | 'service'

/** Null where that key was not given. */
export function openVk(config: VkSettings, io: ChannelIo, who: 'community'): Vk
export function openVk(config: VkSettings, io: ChannelIo, who: Who): Vk | null
export function openVk(config: VkSettings, io: ChannelIo, who: Who): Vk | null {
  const token = { community: config.token, user: config.userToken, service: config.serviceToken }[who]
  if (token === undefined) return null
  return {
    ask: async (method, params, schema) => {
      const answer = await askCalmly(io, () => post({ config, io, token }, method, params))
      const parsed = schema.safeParse(answer)
      if (parsed.success) return parsed.data
      const place = parsed.error.issues[0]?.path.join('.') ?? ''
      throw new ChannelError('bug', {
        ru: `Непонятный ответ ВК на ${method}: ${place}`,
        en: `VK answered ${method} in a way we do not know: ${place}`,
      })
    },
  }
}

/** Who reads public posts: a person's key, or an application's. */
export function openReader(config: VkSettings, io: ChannelIo): Vk | null {
  return openVk(config, io, 'user') ?? openVk(config, io, 'service')
}

/** Throws `forbidden` in words where an administrator's key is needed and there is none. */
export function requireUser(config: VkSettings, io: ChannelIo): Vk {
  const vk = openVk(config, io, 'user')
  if (vk) return vk
  throw new ChannelError('forbidden', {
    ru: 'Это ВК разрешает только администратору, а не сообществу. Впишите ключ администратора в настройки канала или сделайте это в самом ВК.',
    en: 'VK allows this to an administrator only, not to the community. Put an administrator’s key into the settings of the channel, or do it at VK.',
  })
}

const Answer = z.object({
  response: z.unknown().optional(),
  error: z
    .object({ error_code: z.int(), error_msg: z.string().optional(), redirect_uri: z.string().optional() })
    .optional(),
})

interface Way {
  config: VkSettings
  io: ChannelIo
  token: string
}

async function post({ config, io, token }: Way, method: string, params: Params): Promise<unknown> {
  const form = new URLSearchParams({ v: apiVersion })
  for (const [name, value] of Object.entries(params)) if (value !== undefined) form.set(name, String(value))
  const answer = Answer.safeParse(
    await readJson(() =>
      io.fetch(`${config.apiUrl}/method/${method}`, {
        method: 'POST',
        // In a header, so that neither an address nor the echo of parameters in an error holds it.
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
        body: form.toString(),
        signal: AbortSignal.timeout(usualMs),
      }),
    ),
  )
  if (!answer.success) throw strangeAnswer(200)
  const { error, response } = answer.data
  if (error) throw explainRefusal(error)
  return response
}

/** Of a method, a long poll or an upload. Throws ChannelError only. */
export async function readJson(send: () => Promise<Response>): Promise<unknown> {
  try {
    const answer = await send()
    const text = await answer.text()
    if (!answer.ok) throw strangeAnswer(answer.status)
    return parseJson(text, answer.status)
  } catch (error) {
    throw explainBreak(error)
  }
}

function parseJson(text: string, status: number): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // A page of a provider or of a proxy in VK's place.
    throw strangeAnswer(status)
  }
}

async function askCalmly(io: ChannelIo, work: () => Promise<unknown>): Promise<unknown> {
  for (let left = calmTries; ; left--) {
    try {
      return await work()
    } catch (error) {
      const hurried = error instanceof ChannelError && error.kind === 'retry' && error.retryAfterSeconds === 1
      if (!hurried || left <= 1 || io.signal.aborted) throw error
      await pause(calmMs, io.signal)
    }
  }
}

export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
