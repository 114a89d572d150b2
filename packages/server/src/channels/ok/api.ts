/** Two roads to OK: the Graph of a group (its messages) and signed REST calls of an administrator (everything else). */
import { z } from 'zod'
import { ChannelError, type ChannelIo, type IoRequest } from '../channel.ts'
import { explainBreak, explainCode, inTrouble, type Repeatable } from './errors.ts'
import type { OkSettings } from './settings.ts'
import { sessionSecretOf, signOf, type Params } from './signature.ts'

/** `text` as it came: numbers above 2^53 (`seq`) would lose digits on the way through `value`. */
export interface Answer {
  value: unknown
  text: string
}

const requestSeconds = 60

const Refusal = z.looseObject({
  error_code: z.coerce.number(),
  error_msg: z.string().nullish(),
})

/** A call of REST. The token and the signature stand in the body, never in the address. */
export async function callRest(
  { config, io, call = 'repeatable' }: Way,
  method: string,
  params: Params,
): Promise<Answer> {
  const signed: Record<string, string> = {
    application_key: config.applicationKey,
    format: 'json',
    method,
    ...params,
  }
  const sig = signOf(signed, sessionSecretOf(config.accessToken, config.applicationSecret))
  return ask(io, call, `${config.apiUrl}/fb.do`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
    body: new URLSearchParams({ ...signed, sig, access_token: config.accessToken }).toString(),
  })
}

export interface Way {
  config: OkSettings
  io: ChannelIo
  call?: Repeatable
}

/** A call of the Graph: with a body it writes, without one it reads. */
export async function callGraph(
  { config, io, call = 'repeatable' }: Way,
  path: string,
  { body, query = {} }: { body?: unknown; query?: Params } = {},
): Promise<Answer> {
  const search = new URLSearchParams({ ...query, access_token: config.groupToken })
  const init: IoRequest =
    body === undefined
      ? {}
      : {
          method: 'POST',
          headers: { 'content-type': 'application/json;charset=utf-8' },
          body: JSON.stringify(body),
        }
  return ask(io, call, `${config.apiUrl}/graph/${path}?${search.toString()}`, init)
}

/** Reads an answer as it was agreed; OK changing it is no trouble of the person at the screen. */
export function readAnswer<T extends z.ZodType>(schema: T, { value }: Answer, what: string): z.infer<T> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new ChannelError('retry', {
    ru: `Непонятный ответ Одноклассников на ${what}`,
    en: `OK answered ${what} in a way we cannot read`,
  })
}

async function ask(io: ChannelIo, call: Repeatable, url: string, init: IoRequest): Promise<Answer> {
  const { status, text } = await fetchText(io, call, url, init)
  const value = readJson(text)
  const refusal = Refusal.safeParse(value)
  if (refusal.success) throw explainCode(refusal.data.error_code, refusal.data.error_msg ?? '', call)
  if (value === undefined || status >= 400) throw inTrouble(String(status), call)
  return { value, text }
}

async function fetchText(io: ChannelIo, call: Repeatable, url: string, init: IoRequest) {
  try {
    const answer = await io.fetch(url, { ...init, signal: AbortSignal.timeout(requestSeconds * 1000) })
    return { status: answer.status, text: await answer.text() }
  } catch (error) {
    throw explainBreak(error, call)
  }
}

/** Undefined for what is no JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // A page of a proxy in OK's place; the caller says so.
    return undefined
  }
}
