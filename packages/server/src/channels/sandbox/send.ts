/** Answers go to an address of your own, one POST each, or nowhere when none is given. */
import {
  ChannelError,
  type ChannelIo,
  type CheckOutcome,
  type OutboundAnswer,
  type SendOutcome,
} from '../channel.ts'

export interface SendSettings {
  deliverTo?: string | undefined
}

/** The answer's id goes along as the idempotency key, so that the receiver may drop a repeat. */
export async function send(
  answer: OutboundAnswer,
  { deliverTo }: SendSettings,
  io: ChannelIo,
): Promise<SendOutcome> {
  if (deliverTo === undefined) return { externalId: `sandbox:${answer.id}`, url: null }
  const body = JSON.stringify({
    id: answer.id,
    text: answer.text,
    target: answer.target,
    author: answer.authorName,
    files: answer.attachments.map(({ name }) => name),
  })
  const response = await post(deliverTo, body, answer.id, io)
  if (response.ok) return { externalId: `sandbox:${answer.id}`, url: null }
  throw refusal(response, deliverTo)
}

/** `GET <deliverTo>/<id>`: 200 when the answer is there, 404 when it never came. */
export async function check(
  answer: OutboundAnswer,
  { deliverTo }: SendSettings,
  io: ChannelIo,
): Promise<CheckOutcome> {
  if (deliverTo === undefined) return { kind: 'arrived', externalId: `sandbox:${answer.id}`, url: null }
  const response = await io.fetch(`${deliverTo.replace(/\/$/, '')}/${answer.id}`)
  if (response.ok) return { kind: 'arrived', externalId: `sandbox:${answer.id}`, url: null }
  return response.status === 404 ? { kind: 'absent' } : { kind: 'unknown' }
}

async function post(url: string, body: string, key: string, io: ChannelIo): Promise<Response> {
  try {
    return await io.fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body,
    })
  } catch (cause) {
    if (cause instanceof ChannelError) throw cause
    // Refused before a byte went out: nothing can have arrived. After that nobody knows.
    const before =
      cause instanceof Error &&
      'code' in cause &&
      ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'].includes(String(cause.code))
    if (before)
      throw new ChannelError(
        'unreachable',
        { ru: `${url} не отвечает`, en: `${url} does not answer` },
        { cause },
      )
    throw new ChannelError(
      'unknown_outcome',
      { ru: `Связь с ${url} оборвалась на отправке`, en: `The connection to ${url} broke while sending` },
      { cause },
    )
  }
}

function refusal(response: Response, url: string): ChannelError {
  const words = { ru: `${url} ответил ${response.status}`, en: `${url} answered ${response.status}` }
  if (response.status === 429)
    return new ChannelError('retry', words, {
      retryAfterSeconds: Number(response.headers.get('retry-after') ?? 30) || 30,
    })
  if (response.status >= 500) return new ChannelError('retry', words)
  if (response.status === 401 || response.status === 403) return new ChannelError('auth', words)
  return new ChannelError('rejected_content', words)
}
