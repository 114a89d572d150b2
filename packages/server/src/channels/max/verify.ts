import { timingSafeEqual } from 'node:crypto'
import type { PushRequest, VerifyOutcome } from '../channel.ts'

/** MAX signs nothing: it repeats the secret we gave it with the address. */
export function verifyPush({ headers, secret }: PushRequest): VerifyOutcome {
  const given = Buffer.from(headers.get('x-max-bot-api-secret') ?? '')
  const wanted = Buffer.from(secret)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
    ? { kind: 'accept' }
    : { kind: 'refuse' }
}
