/** Stored bytes of JSON, read with words for a person where they cannot be. */
import type { z } from 'zod'
import { ChannelError, type Words } from './channel-error.ts'

export function unreadable(words: Words): ChannelError {
  return new ChannelError('bad_event', words)
}

/** `whole`: what the network calls the event itself, named where no field of it is to blame. */
export function parserOf(whole: string) {
  return function parse<T extends z.ZodType>(schema: T, value: unknown): z.infer<T> {
    const parsed = schema.safeParse(value)
    if (parsed.success) return parsed.data
    const issue = parsed.error.issues[0]
    const place = issue?.path.join('.') || whole
    throw unreadable({
      ru: `Непонятное поле ${place}: ${issue?.message}`,
      en: `Cannot read ${place}: ${issue?.message}`,
    })
  }
}

type ReadText = (text: string) => unknown

/** `readText`: for a network whose numbers JSON.parse would round. */
export function readJson(body: Uint8Array, readText: ReadText = JSON.parse): unknown {
  const value = tryJson(body, readText)
  if (value === undefined)
    throw unreadable({ ru: 'Это не JSON в кодировке UTF-8', en: 'This is not JSON in UTF-8' })
  return value
}

/** Undefined for what is no JSON: asked where only the name of an event is wanted. */
export function tryJson(body: Uint8Array, readText: ReadText = JSON.parse): unknown {
  try {
    return readText(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return undefined
  }
}
