/** The Bot API over the core's way out. The official library loses falsy query values and fills paths wrongly, hence our own. */
import { z } from 'zod'
import { tryJson, type ChannelIo } from '../channel.ts'
import { explainBreak, explainRefusal, type Refusal, type Repeatable } from './errors.ts'
import { readLargeNumbers } from './json.ts'
import type { MaxSettings } from './settings.ts'

export interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below the address of the API; every part that came from outside goes through `encodeURIComponent`. */
  path: string
  query?: Record<string, string | number | undefined>
  body?: object
  /** Default: may be done twice without harm. */
  once?: boolean
  seconds?: number
}

const usualSeconds = 60

/** Answers what MAX answered, checked. Throws ChannelError only. */
export async function ask<T extends z.ZodType>(
  { token, apiUrl }: MaxSettings,
  io: ChannelIo,
  call: Call,
  answer: T,
): Promise<z.infer<T>> {
  const repeatable: Repeatable = call.once ? 'once' : 'repeatable'
  const value = await request(io, call, repeatable, {
    url: `${apiUrl}${call.path}${queryOf(call.query ?? {})}`,
    token,
  })
  const parsed = answer.safeParse(value)
  // The call went through, so what it was for may be done: as with a connection that broke.
  if (!parsed.success) throw explainBreak(new Error('a strange answer', { cause: parsed.error }), repeatable)
  return parsed.data
}

const Success = z.object({ success: z.boolean(), message: z.string().nullish() })

/** For calls that answer only whether they were done. */
export async function order(settings: MaxSettings, io: ChannelIo, call: Call): Promise<void> {
  const { success, message } = await ask(settings, io, call, Success)
  if (!success) throw explainRefusal(400, { code: '', message: message ?? 'success: false' }, 'repeatable')
}

async function request(
  io: ChannelIo,
  { method = 'GET', body, seconds = usualSeconds }: Call,
  repeatable: Repeatable,
  { url, token }: { url: string; token: string },
): Promise<unknown> {
  const response = await io
    .fetch(url, {
      method,
      headers: { authorization: token, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(seconds * 1000),
    })
    .catch((error: unknown) => {
      throw explainBreak(error, repeatable)
    })
  // A proxy's page in MAX's place is told by the status.
  const value = tryJson(new Uint8Array(await response.arrayBuffer()), readLargeNumbers)
  if (!response.ok || value === undefined)
    throw explainRefusal(response.ok ? 502 : response.status, readRefusal(value), repeatable)
  return value
}

const RefusalForm = z.object({ code: z.string().default(''), message: z.string().default('') })

function readRefusal(value: unknown): Refusal | null {
  const parsed = RefusalForm.safeParse(value)
  return parsed.success ? parsed.data : null
}

function queryOf(query: NonNullable<Call['query']>): string {
  const given = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  )
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`
}
