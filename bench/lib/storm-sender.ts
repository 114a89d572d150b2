/**
 * Pushes in a process of its own, each at its time whatever became of those before. Arguments: file of the plan, door. As Telegram does
 * it, what one person did is pushed one after another. An acknowledgement is timed from when the push was due, so that a slow door cannot
 * hide behind a sender that waits for it.
 */
import { readFileSync } from 'node:fs'
import { createCaller } from './http.ts'
import type { Arrival } from './storm-arrivals.ts'

/** Of one network; Telegram opens as many where we ask for it. */
const connections = 40

export interface SenderReport {
  /** By network: milliseconds of the acknowledged. */
  times: Record<string, number[]>
  /** By network: status and beginning of the answer, or the error. */
  refused: Record<string, string[]>
  /** Until the last answer. */
  seconds: number
}

const [file = '', door = ''] = process.argv.slice(2)
// Written by the bench itself.
const plan = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Arrival)
const networks = [...new Set(plan.map(({ network }) => network))]
const callers = new Map(networks.map((network) => [network, createCaller(connections)]))
const times: Record<string, number[]> = Object.fromEntries(networks.map((network) => [network, []]))
const refused: Record<string, string[]> = Object.fromEntries(networks.map((network) => [network, []]))

const start = performance.now() + 200
const sent: Promise<void>[] = []
const lastOf = new Map<string, Promise<void>>()
for (let next = 0; next < plan.length;) {
  const passed = performance.now() - start
  for (let due = plan[next]; due && due.at <= passed; due = plan[++next]) {
    const arrival = due
    const turn = (lastOf.get(due.person) ?? Promise.resolve()).then(() => push(arrival))
    lastOf.set(due.person, turn)
    sent.push(turn)
  }
  await new Promise((resolve) => setTimeout(resolve, 1))
}
await Promise.all(sent)
const report: SenderReport = { times, refused, seconds: (performance.now() - start) / 1000 }
for (const caller of callers.values()) caller.close()
process.stdout.write(JSON.stringify(report))

async function push({ network, at, path, headers, body }: Arrival): Promise<void> {
  try {
    const answer = await callers.get(network)?.call({ method: 'POST', url: `${door}${path}`, headers, body })
    if (answer?.status === 200) times[network]?.push(performance.now() - start - at)
    else refused[network]?.push(`${answer?.status} ${answer?.body.slice(0, 200)}`)
  } catch (error) {
    refused[network]?.push(String(error))
  }
}
