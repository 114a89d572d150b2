/**
 * Failed attempts per client address, counted in this process: guessing is slow, and who succeeds is never held up.
 * Sign-in has limits of its own in the database (accounts/auth.ts).
 */
import type { Platform } from './ctx.ts'
import { AppError } from './errors.ts'

export interface Throttle {
  isOver(address: string | null): boolean
  count(address: string | null): void
}

export interface ThrottleLimit {
  /** Failures in one window. */
  max: number
  windowMs: number
}

/** Addresses remembered at once; the one heard of first is forgotten first. */
const maxAddresses = 20_000

export function createThrottle({ max, windowMs }: ThrottleLimit, now: () => number): Throttle {
  const failures = new Map<string, { count: number; until: number }>()
  const find = (key: string) => {
    const found = failures.get(key)
    return found && found.until > now() ? found : undefined
  }
  return {
    isOver: (address) => address !== null && (find(networkOf(address))?.count ?? 0) >= max,
    count(address) {
      // Without a socket it is a call inside the program.
      if (address === null) return
      const key = networkOf(address)
      const found = find(key)
      if (found) {
        found.count++
        return
      }
      failures.delete(key)
      const [oldest] = failures.size >= maxAddresses ? failures.keys() : []
      if (oldest !== undefined) failures.delete(oldest)
      failures.set(key, { count: 1, until: now() + windowMs })
    },
  }
}

const doors = new WeakMap<Platform, Map<string, Throttle>>()

/** Runs the attempt; a refusal with one of the codes counts, and after too many the address waits. Throws TOO_MANY_REQUESTS. */
export async function throttleFailures<T>(
  platform: Platform,
  door: ThrottleLimit & { name: string; address: string | null; codes: readonly string[] },
  attempt: () => Promise<T>,
): Promise<T> {
  const throttle = throttleOf(platform, door)
  if (throttle.isOver(door.address))
    throw new AppError('TOO_MANY_REQUESTS', { message: 'Too many attempts from your address; wait a minute' })
  try {
    return await attempt()
  } catch (error) {
    if (error instanceof AppError && door.codes.includes(error.code)) throttle.count(door.address)
    throw error
  }
}

/** The counter of one door, the same for every call. */
export function throttleOf(platform: Platform, door: ThrottleLimit & { name: string }): Throttle {
  const ofPlatform = doors.get(platform) ?? new Map<string, Throttle>()
  doors.set(platform, ofPlatform)
  const throttle = ofPlatform.get(door.name) ?? createThrottle(door, () => platform.clock.now().getTime())
  ofPlatform.set(door.name, throttle)
  return throttle
}

/** One customer of a provider has a whole /64 of IPv6 addresses. */
function networkOf(address: string): string {
  const bare = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!bare.includes(':')) return bare
  const [head = '', tail] = bare.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
  return [...left, ...zeros, ...right].slice(0, 4).join(':')
}
