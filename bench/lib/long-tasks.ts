/** The longest piece of work in which scripts of one origin ran in a page's main thread, as the browser itself wrote it down. */
import type { Browser, Page } from '@playwright/test'

export interface LongestTask {
  /** By the clock: what a person feels, and what a busy machine makes longer. */
  wallMs: number
  /** Of the processor alone; the browser slows partly by pauses, which are not in it. */
  cpuMs: number
  /** Tasks above 50 ms by the clock. */
  long: number
}

interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  ts: number
  dur?: number
  tdur?: number
  args?: { name?: string; data?: { url?: string } }
}

const categories = ['-*', 'devtools.timeline', 'disabled-by-default-devtools.timeline', '__metadata']
const longMs = 50

/** Runs `work` on a processor made `slower` times slower. What the browser does without scripts of `home` is not counted: it is not theirs. */
export async function longestTask(
  browser: Browser,
  page: Page,
  { slower, home, work }: { slower: number; home: string; work: () => Promise<void> },
): Promise<LongestTask> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower })
  await browser.startTracing(page, { categories })
  let written: Buffer
  try {
    await work()
  } finally {
    written = await browser.stopTracing()
    await session.detach()
  }
  // Written by Chromium in its documented format.
  const { traceEvents } = JSON.parse(written.toString('utf8')) as { traceEvents: TraceEvent[] }
  const name = (event: TraceEvent) => `${event.pid} ${event.tid}`
  const main = new Set(
    traceEvents
      .filter((event) => event.name === 'thread_name' && event.args?.name === 'CrRendererMain')
      .map(name),
  )
  const scripts = traceEvents.filter(
    ({ name: kind, args }) =>
      (kind === 'EvaluateScript' || kind === 'FunctionCall') && args?.data?.url?.startsWith(home),
  )
  const tasks = traceEvents.filter(
    (event) =>
      event.name === 'RunTask' &&
      event.ph === 'X' &&
      main.has(name(event)) &&
      scripts.some(
        (script) =>
          name(script) === name(event) && script.ts >= event.ts && script.ts <= event.ts + (event.dur ?? 0),
      ),
  )
  if (tasks.length === 0) throw new Error('the browser wrote down no tasks')
  const wall = tasks.map(({ dur = 0 }) => dur / 1000)
  return {
    wallMs: Math.max(...wall),
    cpuMs: Math.max(...tasks.map(({ tdur = 0 }) => tdur / 1000)),
    long: wall.filter((ms) => ms > longMs).length,
  }
}
