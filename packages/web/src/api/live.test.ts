import { afterEach, expect, it, vi } from 'vitest'
import { onResync, startLive } from './live.ts'

/** The browser's stream; the pure tests run without one. */
class Stream extends EventTarget {
  static readonly CLOSED = 2
  static readonly opened: Stream[] = []
  readonly url: string
  readyState = 1
  onopen: (() => void) | null = null
  onerror: (() => void) | null = null
  onmessage: ((message: MessageEvent<string>) => void) | null = null
  constructor(url: string) {
    super()
    this.url = url
    Stream.opened.push(this)
  }
  close(): void {
    this.readyState = Stream.CLOSED
  }
}

afterEach(() => vi.unstubAllGlobals())

it('told to read anew it does, and asks from that moment the next time', () => {
  const frame = new EventTarget()
  vi.stubGlobal('EventSource', Stream)
  vi.stubGlobal('window', frame)
  vi.stubGlobal('navigator', {})
  for (const storage of ['sessionStorage', 'localStorage']) vi.stubGlobal(storage, { getItem: () => null })
  const reads = vi.fn()
  const stopHearing = onResync(reads)
  const stop = startLive()
  const upTo = '0193a000-0000-7000-8000-000000000001'
  Stream.opened.at(-1)?.dispatchEvent(new MessageEvent('resync', { data: '{}', lastEventId: upTo }))
  expect(reads).toHaveBeenCalledTimes(1)
  frame.dispatchEvent(new Event('online'))
  expect(Stream.opened).toHaveLength(2)
  expect(Stream.opened.at(-1)?.url).toContain(`lastEventId=${upTo}`)
  stop()
  stopHearing()
})
