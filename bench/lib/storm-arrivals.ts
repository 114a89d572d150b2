/** What arrives in the storm: a plan of pushes with their times, written by the fake networks themselves. */
import { openStorm, whatOf, type Post, type StormNetwork } from '../../packages/server/src/test/storm.ts'

/** One push, as the sender gets it: a line of JSON. */
export interface Arrival {
  network: StormNetwork['kind']
  /** Who did it. */
  person: string
  /** Milliseconds after the start. */
  at: number
  path: string
  headers: Record<string, string>
  body: string
}

/** Writers of each network. */
const people = 250
/** Of so many pushes one tells again what was told a moment before. */
const repeatEvery = 20
const repeatAfter = 10

export interface Storm {
  networks: StormNetwork[]
  /** From here on pushes come to this door; before it nobody is there. */
  open(door: string): void
  /** Each plan goes on with new events. */
  plan(rate: number, seconds: number): Promise<Arrival[]>
  /** Numbers of all that was planned so far, by network. */
  events: Map<string, number[]>
  close(): Promise<void>
}

export async function openNetworks(): Promise<Storm> {
  let door: string | null = null
  let recorded: Pick<Arrival, 'path' | 'headers' | 'body'>[] | null = null
  let now = Date.now()
  const post: Post = async (url, init) => {
    const { pathname } = new URL(url)
    if (!recorded)
      return door === null ? new Response(null, { status: 502 }) : fetch(new URL(pathname, door), init)
    const headers = Object.fromEntries(new Headers(init.headers))
    recorded.push({ path: pathname, headers, body: await new Response(init.body ?? null).text() })
    return new Response('ok')
  }
  const networks = await openStorm(post, { people, now: () => now })
  const events = new Map<string, number[]>(networks.map(({ kind }) => [kind, []]))

  async function record(network: StormNetwork, count: number, gapMs: number) {
    const before = events.get(network.kind) ?? []
    const numbers = numbersOf(network.kind, before.length + count).slice(before.length)
    before.push(...numbers)
    const start = Date.now()
    recorded = []
    numbers.forEach((number, index) => {
      // Of that moment, not of its planning, as far as the fakes can say it: two events of one second bear the same.
      now = Math.round(start + index * gapMs)
      network.happen(number)
    })
    await network.push({ times: 1, backwards: false })
    const pushes = recorded
    recorded = null
    if (pushes.length !== count) throw new Error(`${network.kind} pushes ${pushes.length} of ${count} events`)
    // Five events in a row are of one person.
    return pushes.map((push, index) => ({
      ...push,
      person: `${network.kind} ${Math.floor((numbers[index] ?? 0) / 5) % people}`,
    }))
  }

  return {
    networks,
    events,
    open: (address) => {
      door = address
    },
    plan: async (rate, seconds) => {
      const gapMs = (1000 / rate) * networks.length
      const each = Math.floor((rate * seconds) / networks.length)
      const arrivals: Arrival[] = []
      for (const [index, network] of networks.entries()) {
        const pushes = await record(network, each - Math.floor(each / repeatEvery), gapMs)
        withRepeats(pushes).forEach((push, turn) =>
          arrivals.push({ network: network.kind, at: turn * gapMs + (index * 1000) / rate, ...push }),
        )
      }
      return arrivals.toSorted((a, b) => a.at - b.at)
    },
    close: async () => void (await Promise.all(networks.map((network) => network.close()))),
  }
}

/** OK pushes messages alone. */
function numbersOf(kind: StormNetwork['kind'], count: number): number[] {
  const numbers: number[] = []
  for (let number = 0; numbers.length < count; number++)
    if (kind !== 'ok' || whatOf(number) === 'message') numbers.push(number)
  return numbers
}

function withRepeats<T>(pushes: readonly T[]): T[] {
  const all: T[] = []
  for (const push of pushes) {
    all.push(push)
    const earlier = all.at(-repeatAfter)
    if ((all.length + 1) % repeatEvery === 0 && earlier) all.push(earlier)
  }
  return all
}
