/** Parsing in worker threads, so that no letter can stop or fill the program. */
import { Worker } from 'node:worker_threads'
import type { Letter } from './letter.ts'
import { LetterError, LetterPoolError } from './parse-limits.ts'
import type { LetterErrorKind } from './parse-limits.ts'
import type { ParseOptions } from './parse.ts'

/** What may cross to another thread. */
export type PoolOptions = Omit<ParseOptions, 'resolver'>

export interface PoolTask {
  id: number
  raw: Uint8Array
  options: PoolOptions
}

export type PoolReply =
  | { kind: 'ready' }
  | { kind: 'letter'; id: number; letter: Letter }
  | { kind: 'error'; id: number; error: { kind: LetterErrorKind; message: string } }

export interface LetterPoolSettings {
  /** Threads at most; they start when needed and end after `idleMs` without work. */
  size: number
  /** For one letter, from the moment a thread has it. */
  timeoutMs: number
  /** JavaScript heap of one thread. */
  memoryMb: number
  idleMs?: number
}

export interface LetterPool {
  /**
   * Rejects with `LetterError` for the letter's own faults (`too_heavy`: too much time or memory), with `LetterPoolError`
   * when the pool is closed or cannot start threads. The bytes stay the caller's.
   */
  parse(raw: Uint8Array, options: PoolOptions): Promise<Letter>
  /** Ends the threads; letters still waiting are rejected. */
  close(): Promise<void>
}

interface Job extends PoolTask {
  resolve: (letter: Letter) => void
  reject: (error: LetterError | LetterPoolError) => void
}

interface Slot {
  worker: Worker
  job: Job | null
  isReady: boolean
  timer: NodeJS.Timeout | null
}

// Loading the modules on a busy machine; a thread that needs longer will never come.
const startLimit = 30_000

/** Letters wait in order for one of `size` threads. A thread that times out or dies is replaced; only its letter is lost. */
export function createLetterPool(settings: LetterPoolSettings): LetterPool {
  return new ThreadPool(settings)
}

class ThreadPool implements LetterPool {
  readonly #settings: LetterPoolSettings
  readonly #slots = new Set<Slot>()
  readonly #waiting: Job[] = []
  #nextId = 1
  #isClosed = false

  constructor(settings: LetterPoolSettings) {
    this.#settings = settings
  }

  parse(raw: Uint8Array, options: PoolOptions): Promise<Letter> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) {
        reject(new LetterPoolError('The parser is closed'))
        return
      }
      this.#waiting.push({ id: this.#nextId++, raw, options, resolve, reject })
      this.#assign()
    })
  }

  async close(): Promise<void> {
    this.#isClosed = true
    const error = new LetterPoolError('The parser was closed before the letter was read')
    for (const job of this.#waiting.splice(0)) job.reject(error)
    const slots = [...this.#slots]
    for (const slot of slots) this.#drop(slot, error)
    await Promise.all(slots.map((slot) => slot.worker.terminate()))
  }

  #assign(): void {
    if (this.#waiting.length === 0) return
    const free = [...this.#slots].find((slot) => slot.job === null)
    const slot = free ?? (this.#slots.size < this.#settings.size ? this.#start() : null)
    const job = slot ? this.#waiting.shift() : undefined
    if (!slot || !job) return
    slot.job = job
    this.#arm(slot)
    slot.worker.ref()
    // A view on a large buffer would be copied with the whole of it: hand over a copy of the letter alone.
    const raw = new Uint8Array(job.raw)
    const task: PoolTask = { id: job.id, raw, options: job.options }
    slot.worker.postMessage(task, [raw.buffer])
  }

  #start(): Slot {
    const { memoryMb } = this.#settings
    const worker = new Worker(new URL('./parse-worker.ts', import.meta.url), {
      // Flags of the main program (an --eval, an inspector) are not for threads.
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: Math.min(32, memoryMb) },
    })
    const slot: Slot = { worker, job: null, isReady: false, timer: null }
    this.#slots.add(slot)
    worker.on('message', (reply: PoolReply) => this.#take(slot, reply))
    worker.on('error', (error) => this.#drop(slot, blame(slot, String(error), error)))
    worker.on('exit', () => this.#drop(slot, blame(slot, 'the thread ended')))
    return slot
  }

  #take(slot: Slot, reply: PoolReply): void {
    if (reply.kind === 'ready') {
      slot.isReady = true
      if (slot.job) this.#arm(slot)
      return
    }
    const { job } = slot
    if (!job || job.id !== reply.id) return
    slot.job = null
    this.#rest(slot)
    if (reply.kind === 'letter') job.resolve(reply.letter)
    else job.reject(new LetterError(reply.error.kind, reply.error.message))
    this.#assign()
  }

  /** The clock of a letter starts when its thread can work, not while the thread loads. */
  #arm(slot: Slot): void {
    if (slot.timer) clearTimeout(slot.timer)
    const limit = slot.isReady ? this.#settings.timeoutMs : startLimit
    slot.timer = setTimeout(() => this.#drop(slot, blame(slot, `not read within ${limit} ms`)), limit)
  }

  #rest(slot: Slot): void {
    if (slot.timer) clearTimeout(slot.timer)
    slot.worker.unref()
    slot.timer = setTimeout(() => this.#drop(slot, null), this.#settings.idleMs ?? 60_000)
    slot.timer.unref()
  }

  #drop(slot: Slot, error: LetterError | LetterPoolError | null): void {
    if (!this.#slots.delete(slot)) return
    if (slot.timer) clearTimeout(slot.timer)
    void slot.worker.terminate()
    if (slot.job && error) slot.job.reject(error)
    slot.job = null
    this.#assign()
  }
}

/** A thread that never became ready did not fail because of its letter. */
function blame(slot: Slot, what: string, cause?: unknown): LetterError | LetterPoolError {
  if (!slot.isReady)
    return new LetterPoolError(`No thread could be started to read letters: ${what}`, { cause })
  return new LetterError('too_heavy', `The letter was given up: ${what}`, { cause })
}
