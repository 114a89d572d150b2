import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { tryJson, type PushRequest, type VerifyOutcome } from '../channel.ts'

const Push = z.object({ type: z.string(), secret: z.string(), group_id: z.union([z.int(), z.string()]) })

/** VK signs nothing: the secret lies in the body, of a confirmation too. Its answer is known only to whoever holds the community's key. */
export function verifyPush({ body, secret, memory }: PushRequest): VerifyOutcome {
  // No JSON, no secret: refused like a wrong one.
  const push = Push.safeParse(tryJson(body))
  if (!push.success || !isEqual(push.data.secret, secret)) return { kind: 'refuse' }
  const contentType = 'text/plain; charset=utf-8'
  if (push.data.type !== 'confirmation') return { kind: 'accept', answer: { body: 'ok', contentType } }
  const { code, groupId } = memory
  if (typeof code !== 'string' || String(push.data.group_id) !== groupId) return { kind: 'refuse' }
  return { kind: 'handshake', status: 200, body: code, contentType }
}

function isEqual(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}
