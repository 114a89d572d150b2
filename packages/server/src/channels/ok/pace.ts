import type { ChannelIo } from '../channel.ts'

/** OK publishes no limits; three calls a second is what we allow ourselves. */
const betweenCallsMs = 340

const firstMinutesMs = 5 * 60_000

/** Whoever has just connected a group writes a comment to see it come: at first it is looked for at every look. */
export function commentsEveryMs(listeningMs: number): number {
  return listeningMs < firstMinutesMs ? 0 : 90_000
}

export function pace(io: ChannelIo): Promise<void> {
  return pause(betweenCallsMs, io.signal)
}

export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, signal.aborted ? 0 : ms)
    signal.addEventListener('abort', end)
  })
}
