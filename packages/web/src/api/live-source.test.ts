import { afterEach, expect, it, vi } from 'vitest'
import { openSource, parseLiveEvent, reconnectDelay } from './live-source.ts'

const id = '0193a000-0000-7000-8000-000000000001'
const at = '2026-11-22T10:00:00.000Z'

it('waits longer after each failure, never more than 40 seconds', () => {
  expect(reconnectDelay(0, 0)).toBe(1000)
  expect(reconnectDelay(3, 0)).toBe(8000)
  expect(reconnectDelay(50, 0)).toBe(30_000)
  expect(reconnectDelay(50, 1)).toBe(40_000)
})

it('reads an event of the contract', () => {
  const event = { id, at, type: 'interest.created', data: { interestId: id } }
  expect(parseLiveEvent(JSON.stringify(event))).toEqual(event)
})

it.each([
  ['an event of a newer server', { id, at, type: 'planet.found', data: {} }],
  ['a name of Object', { id, at, type: 'constructor', data: {} }],
  ['a payload that does not fit', { id, at, type: 'interest.created', data: { interestId: 7 } }],
  ['an event without an id', { at, type: 'interest.created', data: { interestId: id } }],
  ['nothing', null],
])('drops %s', (_name, value) => {
  expect(parseLiveEvent(JSON.stringify(value))).toBeUndefined()
})

it('drops what is not JSON', () => {
  expect(parseLiveEvent('<html>')).toBeUndefined()
})

afterEach(() => vi.unstubAllGlobals())

it('has the page read anew when the stream opens: what came since its first reading was told to nobody', () => {
  const opened: { onopen?: () => void }[] = []
  class Stream {
    onopen?: () => void
    constructor() {
      opened.push(this)
    }
    addEventListener() {}
    close() {}
  }
  vi.stubGlobal('EventSource', Stream)
  vi.stubGlobal('window', new EventTarget())
  for (const name of ['sessionStorage', 'localStorage']) vi.stubGlobal(name, { getItem: () => null })
  let last = ''
  const resync = vi.fn()
  const close = openSource({ event: vi.fn(), resync, state: vi.fn(), lastEventId: () => last })
  expect(resync).not.toHaveBeenCalled()
  opened[0]?.onopen?.()
  expect(resync).toHaveBeenCalledOnce()
  // A short break later the server replays what was missed.
  last = '7'
  opened[0]?.onopen?.()
  expect(resync).toHaveBeenCalledOnce()
  close()
})
