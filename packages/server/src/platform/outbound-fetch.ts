/** One request to an address somebody typed: every hop is checked, the checked address is the one connected to, the answer is limited. */
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { AppError, errorMessage } from './errors.ts'
import type { Outbound } from './outbound.ts'

export interface OutboundRequest {
  url: string
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: Uint8Array | string
  /** Bytes of the answer that are read; a longer one is cut when `cut`, refused otherwise. */
  maxBytes: number
  cut?: boolean
  timeoutMs: number
  /** Hops followed for GET. Default 0. */
  redirects?: number
}

export interface OutboundResponse {
  status: number
  headers: Record<string, string>
  body: Uint8Array
  url: string
}

/** Throws AppError: ADDRESS_NOT_ALLOWED, HOST_NOT_FOUND, NO_ANSWER, ANSWER_TOO_LARGE. */
export async function fetchOutbound(outbound: Outbound, input: OutboundRequest): Promise<OutboundResponse> {
  const url = new URL(input.url)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new AppError('ADDRESS_NOT_ALLOWED', { message: 'Only http and https addresses can be called' })
  }
  const target = await outbound.resolve(url.hostname)
  const response = await send(url, { ...target, ca: outbound.ca }, input)
  const next = response.headers['location']
  const left = input.redirects ?? 0
  if (
    left > 0 &&
    next &&
    URL.canParse(next, url.href) &&
    [301, 302, 303, 307, 308].includes(response.status)
  ) {
    return fetchOutbound(outbound, { ...input, url: new URL(next, url).href, redirects: left - 1 })
  }
  return response
}

async function send(
  url: URL,
  target: { address: string; family: 4 | 6; ca: string[] | undefined },
  input: OutboundRequest,
): Promise<OutboundResponse> {
  const signal = AbortSignal.timeout(input.timeoutMs)
  const open = url.protocol === 'https:' ? httpsRequest : httpRequest
  try {
    const message = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = open(
        url,
        {
          method: input.method ?? 'GET',
          headers: { 'user-agent': 'Otklik', ...input.headers },
          lookup: pinned(target),
          ca: target.ca,
          signal,
          agent: false,
        },
        resolve,
      )
      request.once('error', reject)
      request.end(input.body)
    })
    const body = await readBody(message, input)
    return { status: message.statusCode ?? 0, headers: flatHeaders(message), body, url: url.href }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    const message = signal.aborted
      ? `${url.host} did not answer within ${Math.round(input.timeoutMs / 1000)} s`
      : `${url.host} could not be reached: ${errorMessage(cause)}`
    throw new AppError('NO_ANSWER', { message, cause })
  }
}

/** Whatever the name says by now, the connection goes to the address that was checked. */
function pinned(target: { address: string; family: 4 | 6 }): LookupFunction {
  return (_host, options, callback) => {
    if (options.all) callback(null, [target])
    else callback(null, target.address, target.family)
  }
}

async function readBody(message: IncomingMessage, input: OutboundRequest): Promise<Uint8Array> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of message as AsyncIterable<Buffer>) {
    parts.push(part)
    size += part.length
    if (size > input.maxBytes) {
      message.destroy()
      if (!input.cut)
        throw new AppError('ANSWER_TOO_LARGE', {
          message: `The answer is larger than ${input.maxBytes} bytes`,
        })
      break
    }
  }
  return new Uint8Array(Buffer.concat(parts).subarray(0, input.maxBytes))
}

function flatHeaders(message: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )
}
