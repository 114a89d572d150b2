/** Several letters in flight, their lines in the order of the files. */
import {
  authorOf,
  storeAndRead,
  unreadLine,
  writeLetter,
  type ImportLine,
  type ImportRoom,
} from './import-letter.ts'
import type { FoundLetter } from './mail-letter.ts'
import type { Found } from './read-letters.ts'

/** Enough to fill group commits of the ledger; a letter may weigh 100 MB, hence the second limit. */
const maxInFlight = 64
const maxBytesInFlight = 48 * 1024 * 1024
/** Cards written at the same time; one author's letters stay in order. */
const lanes = 4

interface Flight {
  bytes: number
  sourceBytes: number
  line: Promise<ImportLine>
}

/** Yields one line for each letter, with the bytes of the source it stood for. */
export async function* importLetters(
  room: ImportRoom,
  source: AsyncIterable<Found>,
): AsyncGenerator<{ line: ImportLine; bytes: number }> {
  const start = createLanes(room)
  const flights: Flight[] = []
  let bytes = 0
  const land = async (): Promise<{ line: ImportLine; bytes: number } | null> => {
    const flight = flights.shift()
    if (!flight) return null
    const line = await flight.line
    bytes -= flight.bytes
    return { line, bytes: flight.sourceBytes }
  }
  const isFull = (size: number): boolean =>
    flights.length >= maxInFlight || (flights.length > 0 && bytes + size > maxBytesInFlight)
  for await (const found of source) {
    const size = 'raw' in found ? found.raw.length : 0
    while (isFull(size)) {
      const landed = await land()
      if (landed) yield landed
    }
    bytes += size
    const line = 'raw' in found ? start(found) : Promise.resolve(unreadLine(found))
    // Its failure is met when it lands, in its turn.
    line.catch(() => undefined)
    flights.push({ bytes: size, sourceBytes: found.bytes, line })
  }
  for (let landed = await land(); landed; landed = await land()) yield landed
}

/** Reading goes on in parallel; writing waits for the letters before it only inside its author's lane. */
function createLanes(room: ImportRoom): (found: FoundLetter) => Promise<ImportLine> {
  const tails: Promise<unknown>[] = Array.from({ length: lanes }, () => Promise.resolve())
  /** Events of this run that are not written yet: the same bytes twice in one folder are one letter and a duplicate. */
  const unwritten = new Map<string, Promise<unknown>>()
  let sorted: Promise<unknown> = Promise.resolve()
  return (found) => {
    const reading = storeAndRead(room, found)
    const turn = sorted.then(() => reading)
    sorted = turn.catch(() => undefined)
    return turn.then((read) => {
      const lane = laneOf(authorOf(read))
      const twin = unwritten.get(read.event.id)
      const written = Promise.all([tails[lane], twin]).then(() =>
        writeLetter(room, twin ? { ...read, isKnown: true } : read),
      )
      const settled = settle(written)
      tails[lane] = settled
      unwritten.set(read.event.id, settled)
      void settled.finally(() => {
        if (unwritten.get(read.event.id) === settled) unwritten.delete(read.event.id)
      })
      return written
    })
  }
}

/** The end of the work, well or not: its failure belongs to whoever awaits the work itself. */
async function settle(work: Promise<unknown>): Promise<void> {
  await Promise.allSettled([work])
}

function laneOf(name: string): number {
  let hash = 0
  for (let i = 0; i < name.length; i++) hash = (hash * 31 + name.charCodeAt(i)) % 1_000_003
  return hash % lanes
}
