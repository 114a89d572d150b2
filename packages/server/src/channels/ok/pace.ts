import type { ChannelIo } from '../channel.ts'

/** OK publishes no limits; three calls a second is what we allow ourselves. */
const betweenCallsMs = 340

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
