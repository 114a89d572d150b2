/** Is it the telephony that pushes? As the recipe says; what cannot be proven is refused. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { ChannelError, type PushRequest, type VerifyOutcome } from '../channel.ts'
import type { CallsConfig } from './config.ts'
import { kindOf, readPush, textAt, type Push } from './read-push.ts'
import { recipes } from './recipes/index.ts'
import type { Part, Recipe, Signature } from './recipe.ts'

const toleranceSeconds = 5 * 60

export function verify(request: PushRequest, config: CallsConfig): VerifyOutcome {
  const recipe = recipes[config.service]
  const { signature } = recipe
  const holds =
    signature.kind === 'timed_body'
      ? timedBodyHolds(request, signature.header, config.secret)
      : joinedHolds(request, { recipe, signature, config })
  if (!holds) return { kind: 'refuse' }
  return { kind: 'accept', ...(recipe.answer && { answer: recipe.answer }) }
}

/** Several `v1` may stand in one header while a sender changes its secret. */
function timedBodyHolds({ headers, body, now }: PushRequest, header: string, secret: string): boolean {
  const parts = (headers.get(header) ?? '').split(',').map((part) => part.trim().split('='))
  const time = parts.find(([name]) => name === 't')?.[1] ?? ''
  if (!/^\d{1,12}$/.test(time)) return false
  if (Math.abs(now.getTime() / 1000 - Number(time)) > toleranceSeconds) return false
  const expected = createHmac('sha256', secret).update(`${time}.`).update(body).digest('hex')
  return parts.some(([name, value]) => name === 'v1' && isEqual(expected, value ?? ''))
}

interface Joined {
  recipe: Recipe
  signature: Extract<Signature, { kind: 'joined' }>
  config: CallsConfig
}

function joinedHolds({ headers, body }: PushRequest, { recipe, signature, config }: Joined): boolean {
  const push = openFields(recipe, body)
  if (!push) return false
  const kind = recipe.kind === 'address' ? '*' : kindOf(recipe, push.data, '')
  const parts = partsOf(signature, kind)
  if (!parts) return false
  const joined = parts.map((part) => readPart(part, push, config)).join('')
  const hash =
    signature.secret === 'hmac' ? createHmac(signature.hash, config.secret) : createHash(signature.hash)
  const hex = hash.update(joined).digest('hex')
  const expected = signature.written === 'hex' ? hex : Buffer.from(hex).toString('base64')
  const given =
    'header' in signature.where ? headers.get(signature.where.header) : push.fields.get(signature.where.field)
  return isEqual(expected, given ?? '')
}

function partsOf({ values }: Joined['signature'], kind: string): readonly Part[] | undefined {
  return Object.hasOwn(values, kind) ? values[kind] : values['*']
}

/** A signed text that is no JSON is kept and parked, not refused: whoever signed it meant it. */
function openFields(recipe: Recipe, body: Uint8Array): Push | null {
  if (recipe.content !== 'json') {
    const fields = new URLSearchParams(new TextDecoder().decode(body))
    return { fields, data: Object.fromEntries(fields) }
  }
  try {
    return readPush(recipe, body)
  } catch (error) {
    if (error instanceof ChannelError) return null
    throw error
  }
}

/** Exactly as it came: a signature knows no trimming. */
function readPart(part: Part, { fields, data }: Push, config: CallsConfig): string {
  if ('config' in part) return config[part.config] ?? ''
  return fields.get(part.field) ?? textAt(data, part.field)
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
